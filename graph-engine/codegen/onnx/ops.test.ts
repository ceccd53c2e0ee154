/** What ONNX cannot say is refused by name; everything else has a line. */
import { describe, expect, it } from 'vitest';
import { autoencoder } from '@/templates/autoencoder';
import { analyse } from '../../analysis/analyse';
import { Builder } from '../../program/builder';
import { ops as operations } from '../../program/ops';
import { grow } from '../program/growth';
import { refusalsOf } from '../program/inference/refused';
import { refusals } from '.';
import { Graph, held } from './graph';
import { ops } from './ops';
import { writeGraph } from './write-graph';

const document = autoencoder.create();
const node = Object.keys(document.nodes)[1]!;

describe('the table of ONNX', () => {
  it('has a line for every operation', () => {
    expect(Object.keys(ops).toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  it('refuses an operation by its name and that of its node', () => {
    const b = new Builder();
    const x = b.data('x', [2, 3]);
    b.origin = { node };
    const y = b.add(x, b.randomNormal([2, 3]));
    const written = writeGraph({ grown: grow(() => b), graph: new Graph('x'), given: new Map([[x.id, held('x')]]), instead: new Map(), weights: new Map(), results: [y.id] });
    expect(written).toEqual({ refused: [{ operation: 'randomNormal', node, because: expect.any(String) as string }] });
    const { refused } = written as { readonly refused: Parameters<typeof refusalsOf>[2] };
    const { node: named, message } = refusalsOf('ONNX', document, refused)[0]!;
    expect(named).toBe(node);
    expect(message).toContain(`${document.nodes[node]!.name} cannot be exported to ONNX: its operation “randomNormal” draws at random`);
  });

  it('writes nothing of an operation that no result needs', () => {
    const b = new Builder();
    const x = b.data('x', [2, 3]);
    b.randomNormal([2, 3]);
    const y = b.exp(x);
    const graph = new Graph('x');
    expect(writeGraph({ grown: grow(() => b), graph, given: new Map([[x.id, held('x')]]), instead: new Map(), weights: new Map(), results: [y.id] })).toHaveProperty('results');
    expect(graph.nodes.map(({ kind }) => kind)).toEqual(['Exp']);
  });
});

it('says of a model without weights that it has to be trained', () => {
  expect(refusals(document, analyse(document)).map(({ message }) => message)).toEqual([expect.stringContaining('Train it')]);
});
