/** How long does a document take to be checked again after one edit, by its size, and against a check from scratch? */
import type { Analysis } from '@/graph-engine/analysis/types';
import { layersOf, type HourglassDocument } from '@/graph-engine/document/types';
import { asBuilt } from './lib/as-built';
import { deepDocument, wideDocument } from './lib/big-document';
import { measure } from './lib/measure';
import { report, type Row } from './lib/report';

type Edit = (document: HourglassDocument, round: number) => HourglassDocument;

/** Another number of units in the last Dense of that node. */
const resize = (node: string): Edit => (document, round) => {
  const before = document.nodes[node]!;
  const dense = layersOf(before).findLast((layer) => layer.kind === 'dense')!;
  const layers = { ...before.layers, [dense.id]: { ...dense, params: { ...dense.params, units: 32 + (round % 97) } } };
  return { ...document, nodes: { ...document.nodes, [node]: { ...before, layers } } };
};
const rename = (node: string): Edit => (document, round) => ({
  ...document,
  nodes: { ...document.nodes, [node]: { ...document.nodes[node]!, name: `Name ${round}` } },
});
const move = (node: string): Edit => (document, round) => ({
  ...document,
  nodes: { ...document.nodes, [node]: { ...document.nodes[node]!, position: { x: round, y: 0 } } },
});

/** A wire is taken away, and drawn again the next time. */
const rewire: Edit = ({ wires, ...document }) => {
  const { 'wire-1': found, ...others } = wires;
  return { ...document, wires: found ? others : { ...others, 'wire-1': { id: 'wire-1', from: { node: 'data0', port: 'data' }, to: { node: 'encoder0', port: 'in' }, bends: [] } } };
};

interface Case {
  readonly edit: string;
  readonly document: (nodes: number) => HourglassDocument;
  readonly change: (nodes: number) => Edit;
}
const cases: readonly Case[] = [
  { edit: 'move a node', document: wideDocument, change: () => move('encoder0') },
  { edit: 'rename a node', document: wideDocument, change: () => rename('encoder0') },
  { edit: 'resize a layer', document: wideDocument, change: (nodes) => resize(`encoder${Math.floor(nodes / 10)}`) },
  { edit: 'cut or draw a wire', document: wideDocument, change: () => rewire },
  { edit: 'resize, all depend on it', document: deepDocument, change: () => resize('encoder0') },
];
const sizes = [10, 50, 100, 200, 500];
const limit = 5;
const ROUNDS = 100;

const { analyse } = await asBuilt<typeof import('@/graph-engine/analysis/analyse')>('graph-engine/analysis/analyse.ts');
const rows: Row[] = [];
for (const { edit, document, change } of cases) {
  for (const nodes of sizes) {
    const start = document(nodes);
    if (Object.keys(start.nodes).length !== nodes) throw new Error(`internal: asked for ${nodes} nodes`);
    const apply = change(nodes);
    let current = start;
    let analysis: Analysis = analyse(start);
    let [next, copy] = [start, start];
    const [again, scratch] = await measure(
      [
        {
          name: 'again',
          prepare: (round) => {
            next = apply(current, round);
            // The copies of the other side are not this edit's to clear away.
            globalThis.gc?.({ type: 'minor' });
          },
          run: () => {
            analysis = analyse(next, analysis);
            current = next;
          },
        },
        {
          name: 'scratch',
          // What was read of a record is kept with it: only a copy is new.
          prepare: () => {
            copy = structuredClone(next);
          },
          run: () => analyse(copy),
        },
      ],
      ROUNDS,
    );
    rows.push({ edit, nodes, 'again ms': again!.median, 'least ms': again!.least, 'p95 ms': again!.p95, 'from scratch ms': scratch!.median, 'times faster': scratch!.median / again!.median });
  }
}

const largest = rows.filter((row) => row.nodes === 500);
report({
  name: 'recheck',
  question: `Checking a document again after one edit, by its number of nodes, as built (median of ${ROUNDS}).`,
  rows,
  limits: largest.map((row) => ({
    limit: `500 nodes, ${row.edit}: under ${limit} ms`,
    found: `${Number(row['again ms']).toPrecision(3)} ms`,
    holds: Number(row['again ms']) < limit,
  })),
});
