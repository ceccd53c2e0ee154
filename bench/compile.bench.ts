/** How long does a document take from the drawing to kernels that are ready to run, by template, and where does the time go? */
import { analyse } from '@/graph-engine/analysis/analyse';
import { lower } from '@/graph-engine/program/lower';
import { learners, trainStep } from '@/graph-engine/program/train-step';
import type { Program } from '@/graph-engine/program/types';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { generatedData } from '@/graph-engine/testing/template-data';
import { Session } from '@/graph-engine/training/session';
import { templates } from '@/templates/registry';
import { wideDocument } from './lib/big-document';
import { median } from './lib/median';
import { report, type Row } from './lib/report';

const LIMIT_MS = 300;
const ROUNDS = 7;
/** The largest drawing of the benches, for comparison: 40 autoencoders that train at once. */
const WIDE = 200;


await chooseBackend('wasm');
const documents = [...Object.entries(templates).map(([id, template]) => [id, template.create()] as const), [`${WIDE} nodes`, wideDocument(WIDE)] as const];
const rows: Row[] = [];
for (const [model, document] of documents) {
  const data = await generatedData(document, Math.max(256, document.training.batchSize * 2));
  const times: Record<'analyse' | 'lower' | 'derive' | 'first' | 'whole', number[]> = { analyse: [], lower: [], derive: [], first: [], whole: [] };
  let programs: readonly Program[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // What was read of a record is kept with it: only a copy is new.
    const fresh = structuredClone(document);
    const marks = [performance.now()];
    const analysis = analyse(fresh);
    marks.push(performance.now());
    const players = learners(fresh, lower(fresh, analysis, { batch: fresh.training.batchSize, mode: 'train' }));
    marks.push(performance.now());
    programs = players.map((player) => trainStep(fresh, analysis, fresh.training.batchSize, player, 1000).program);
    marks.push(performance.now());
    (['analyse', 'lower', 'derive'] as const).forEach((stage, i) => times[stage].push(marks[i + 1]! - marks[i]!));

    const copy = structuredClone(document);
    const start = performance.now();
    const session = await Session.open({ document: copy, data });
    const opened = performance.now();
    await session.stepAndRead();
    times.first.push(performance.now() - opened);
    times.whole.push(performance.now() - start);
    session.dispose();
  }
  const whole = median(times.whole);
  rows.push({
    model,
    nodes: Object.keys(document.nodes).length,
    operations: programs.reduce((sum, { ops }) => sum + ops.length, 0),
    'analyse ms': median(times.analyse),
    'lower ms': median(times.lower),
    'derive ms': median(times.derive),
    'first step ms': median(times.first),
    'all ms': whole,
    'first time ms': times.whole[0]!,
  });
}
const largest = rows.filter(({ model }) => String(model) in templates).toSorted((a, b) => Number(b['first time ms']) - Number(a['first time ms']))[0]!;
report({
  name: 'compile',
  question: `From a drawing to its first trained step on wasm: analyse, lower, derive, then all of it as a session opens (weights and first step with it); median of ${ROUNDS}, and the first time, before any of it is optimised.`,
  rows,
  limits: [{ limit: `the slowest template: under ${LIMIT_MS} ms, the first time as well`, found: `${String(largest.model)} ${Number(largest['first time ms']).toPrecision(3)} ms`, holds: Number(largest['first time ms']) < LIMIT_MS }],
});
