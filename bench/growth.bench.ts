/** How does the cost of a training step grow with width, depth and batch, and that of a check and of a program with the size of the document? */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { allowRelaxedSimd } from '@/graph-engine/runtime/node/relaxed-simd';
import { Session } from '@/graph-engine/training/session';
import { trainStep } from '@/graph-engine/program/train-step';
import { waves } from '@/graph-engine/testing/template-data';
import { mainPlayer } from '@/graph-engine/document/players';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { asBuilt } from './lib/as-built';
import { deepDocument, wideDocument } from './lib/big-document';
import { powerLaw } from './lib/power-law';
import { median } from './lib/median';
import { report, type Row } from './lib/report';
import { squareDocument } from './lib/square-document';

const { values: options } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const { analyse } = await asBuilt<typeof import('@/graph-engine/analysis/analyse')>('graph-engine/analysis/analyse.ts');

allowRelaxedSimd();
const { backend } = await chooseBackend('wasm');
if (backend !== 'wasm') throw new Error('internal: wasm does not work here');

/** Of each point, in as many pieces as fit; the median counts. */
const POINT_MS = 400;
function time(run: () => void): number {
  run();
  const times: number[] = [];
  for (const end = performance.now() + POINT_MS; times.length < 3 || performance.now() < end; ) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return median(times);
}
async function step(document: HourglassDocument): Promise<number> {
  const session = await Session.open({ document, data: waves(document, document.training.batchSize) });
  const ms = time(() => session.stepBlind());
  session.dispose();
  return ms;
}
const compile = (document: HourglassDocument): number => {
  const analysis = analyse(document);
  return time(() => trainStep(document, analysis, 32, mainPlayer(document.training), 100));
};

/** What grows, its values, the first of them that counts for the exponent, and the cost in milliseconds. */
const laws: Readonly<Record<string, { readonly what: string; readonly sizes: readonly number[]; readonly from: number; cost(size: number): number | Promise<number> }>> = {
  width: { what: 'a step, two hidden layers of so many units, batch 64', sizes: [64, 128, 256, 512, 1024, 2048], from: 256, cost: (width) => step(squareDocument({ width, depth: 2, batch: 64 })) },
  depth: { what: 'a step, so many hidden layers of 256 units, batch 64', sizes: [1, 2, 4, 8, 16], from: 2, cost: (depth) => step(squareDocument({ width: 256, depth, batch: 64 })) },
  batch: { what: 'a step, two hidden layers of 256 units, a batch of so many items', sizes: [16, 32, 64, 128, 256, 512, 1024], from: 64, cost: (batch) => step(squareDocument({ width: 256, depth: 2, batch })) },
  check: { what: 'a check of so many nodes side by side, from scratch', sizes: [10, 30, 100, 300, 1000], from: 30, cost: (nodes) => time(() => analyse(wideDocument(nodes))) },
  'check, deep': { what: 'a check of so many nodes in a row, from scratch', sizes: [10, 30, 100, 300, 1000], from: 30, cost: (nodes) => time(() => analyse(deepDocument(nodes))) },
  compile: { what: 'a training step written as a program, from so many nodes side by side', sizes: [10, 30, 100, 300, 1000], from: 30, cost: (nodes) => compile(wideDocument(nodes)) },
};

const rows: Row[] = [];
for (const [law, { what, sizes, from, cost }] of Object.entries(laws)) {
  if (options.only && !options.only.split(',').includes(law)) continue;
  console.error(`${law} …`);
  const points: (readonly [number, number])[] = [];
  for (const size of sizes) points.push([size, await cost(size)]);
  const { exponent, r2 } = powerLaw(points.filter(([size]) => size >= from));
  rows.push({ 'grows with': law, 'cost of': what, 'ms at': points.map(([size, ms]) => `${size}: ${ms.toPrecision(3)}`).join(', '), 'exponent from': from, exponent, 'R²': r2 });
}
report({
  name: 'growth',
  key: 'grows with',
  question: `How cost grows: milliseconds (median of pieces of ${POINT_MS} ms, wasm, one thread), and the exponent of a power law, by least squares on logarithms over the upper range.`,
  rows,
});
