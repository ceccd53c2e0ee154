/** Training steps of the engine: batch from a table, update, loss read back. */
import type { DataTable } from '@/datasets/definition';
import { allowRelaxedSimd } from '@/graph-engine/runtime/node/relaxed-simd';
import { spawnThread } from '@/graph-engine/runtime/node/spawn-thread';
import { bestSimd } from '@/graph-engine/runtime/wasm/module';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { dataNodes } from '@/graph-engine/training/feed';
import { Session } from '@/graph-engine/training/session';
import { analyse } from '@/graph-engine/analysis/analyse';
import type { StepBackend, Stepper } from './step-side';
import { documentOf, type StepModel } from './step-documents';

/** Enough for any batch; one batch where that is chosen, because the start of a codebook looks at up to 512. */
const ITEMS = 1024;

export async function prepareOurs(model: StepModel, backend: StepBackend, batch: number | null, threads: number): Promise<Stepper> {
  if (backend === 'wasm' && bestSimd() === 'plain') allowRelaxedSimd();
  const { backend: chosen } = await chooseBackend(backend, { threads, spawnThread });
  if (chosen !== backend) throw new Error(`internal: ${backend} does not work here`);
  const document = documentOf(model);
  const [node] = dataNodes(document);
  const { shape } = analyse(document).nodes[node!.id]!.types['data']!;
  const size = shape.reduce((product, n) => product * n, 1);
  const items = batch ?? ITEMS;
  const values = Float32Array.from({ length: items * size }, (_, i) => (Math.sin(i * 12.9898) + 1) / 2);
  const table: DataTable = { name: 'waves', shape, range: 'unit', count: items, values, scale: 1, labels: null, labelNames: null, factors: null };
  const session = await Session.open({ document: { ...document, training: { ...document.training, validationSplit: 0, batchSize: batch ?? document.training.batchSize } }, data: { [node!.id]: table } });
  return { step: async () => void (await session.stepAndRead()), dispose: () => session.dispose() };
}
