/** Concat: several tensors side by side along the last axis. */
import { diagnostic } from '../diagnostics/print';
import { printShape, sameShape, sizeOf } from '../document/shape';
import type { Builder, Tensor } from '../program/builder';
import { defineNode, nothing, type Flow } from './definition';
import { mergeable, mergedMask, mergedType } from './merge';
import { shapeCures } from './shape-cures';

/** Rows of places come one after another, and so do their masks; channels share the places. */
function maskOf(b: Builder, flows: readonly Flow[]): { readonly mask?: Tensor } {
  if (flows[0]!.tensor.shape.length > 2 || !flows.some(({ mask }) => mask)) return mergedMask(b, flows);
  return { mask: b.concat(flows.map(({ tensor, mask }) => mask ?? b.constant(1, tensor.shape)), 1) };
}

export const concat = defineNode({
  kind: 'concat',
  title: 'Concat',
  help: 'Puts its inputs side by side along the last axis (the channels).',
  words: ['concatenate', 'join', 'merge', 'side by side', 'skip connection', 'u-net'],
  category: 'wiring',
  fields: {},
  traits: { stack: false, preview: 'none', objective: false, shareable: false },
  inputs: () => [{ id: 'in', label: 'Inputs', help: 'Two or more wires, in the order in which they were drawn.', accepts: mergeable, many: true }],
  outputs: () => [{ id: 'out', label: 'Together', help: 'All inputs side by side.', gives: mergeable }],
  infer({ node, inputs, sources, report }) {
    const types = inputs('in');
    const [first] = types;
    if (!first) return nothing;
    const odd = types.find((type) => !sameShape(type.shape.slice(0, -1), first.shape.slice(0, -1)));
    if (odd) {
      const args = { node: node.name, a: printShape(first.shape), b: printShape(odd.shape), cure: 'Make all sizes but the last equal.' };
      const to = first.shape.length === 1 ? [sizeOf(odd.shape)] : [...first.shape.slice(0, -1), odd.shape.length === 1 ? first.shape.at(-1)! : odd.shape.at(-1)!];
      const cures = shapeCures(node, [{ source: sources('in')[types.indexOf(odd)], from: odd.shape, to }]);
      report(diagnostic('shape.mismatch', { node: node.id, port: 'in' }, args, { fixes: cures }));
      return nothing;
    }
    const shape = [...first.shape.slice(0, -1), types.reduce((total, type) => total + type.shape.at(-1)!, 0)];
    return { outputs: { out: mergedType(types, shape) } };
  },
  build({ b, inputs, output }) {
    const flows = inputs('in');
    output('out', b.concat(flows.map(({ tensor }) => tensor), flows[0]!.tensor.shape.length - 1), maskOf(b, flows));
  },
  summary: () => '',
});
