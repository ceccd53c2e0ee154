/** What share of a training step is making its batch: taking the rows in the order of the epoch, scaling them, and copying them into the memory of the kernels? */
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { allowRelaxedSimd } from '@/graph-engine/runtime/node/relaxed-simd';
import { bestSimd } from '@/graph-engine/runtime/wasm/module';
import { Session } from '@/graph-engine/training/session';
import type { DataTable } from '@/graph-engine/data/table';
import { dataNodes } from '@/graph-engine/training/feed';
import { analyse } from '@/graph-engine/analysis/analyse';
import { documentOf, plainModels, type StepModel } from './lib/step-documents';
import { measure } from './lib/measure';
import { report, type Row } from './lib/report';

const models: readonly StepModel[] = ['mlp', 'small', 'conv', 'vae', 'patterns'];
const ITEMS = 4096;
/** Of a model whose step takes milliseconds, and of one that takes so little that its code must first be optimised. */
const [ROUNDS, SMALL_ROUNDS, SMALL] = [200, 4000, 10_000];
/** Bytes, as data sets are kept, and numbers that have to be standardised: the cheapest and the dearest way to a batch. */
const kinds = ['bytes', 'standardised'] as const;

if (bestSimd() === 'plain') allowRelaxedSimd();
await chooseBackend('wasm');
const rows: Row[] = [];
for (const model of models) {
  // The templates' losses take numbers from 0 to 1 alone.
  for (const kind of model in plainModels ? kinds : kinds.slice(0, 1)) {
    const drawn = documentOf(model);
    const [node] = dataNodes(drawn);
    const params = kind === 'standardised' ? { ...node!.params, scaling: 'standardised' } : node!.params;
    const document = { ...drawn, nodes: { ...drawn.nodes, [node!.id]: { ...node!, params } } };
    const { shape } = analyse(drawn).nodes[node!.id]!.types['data']!;
    const size = shape.reduce((product, n) => product * n, 1);
    const values = Uint8Array.from({ length: ITEMS * size }, (_, i) => 255 * (Math.sin(i * 12.9898) > 0 ? 1 : 0));
    const table: DataTable = { name: 'waves', shape, range: 'unit', count: ITEMS, values, scale: 1 / 255, labels: null, labelNames: null, factors: null };
    const session = await Session.open({ document, data: { [node!.id]: table } });
    const feed = session.data.feeds.get(node!.id)!;
    const target = new Float32Array(session.batch * size);
    const [batch, step] = await measure(
      [
        { name: 'batch', run: () => target.set(feed.batch(session.epoch, session.step % session.stepsPerEpoch, session.batch).values) },
        { name: 'step', run: () => session.stepAndRead() },
      ],
      target.length < SMALL ? SMALL_ROUNDS : ROUNDS,
    );
    session.dispose();
    rows.push({ model, data: kind, 'numbers in a batch': target.length, 'batch ms': batch!.median, 'step ms': step!.median, 'share %': (100 * batch!.median) / step!.median });
  }
}
report({ name: 'feed', question: `Making a batch in JavaScript, as GPUs and tables too large to keep need it, against a whole step on wasm with one thread, which gathers its own (median of ${ROUNDS}, or ${SMALL_ROUNDS} of the small ones).`, rows });
