/** Training steps of the engine: batch from a table, update, loss read back. */
import { sizeOf } from '@/graph-engine/document/shape';
import { allowRelaxedSimd } from '@/graph-engine/runtime/node/relaxed-simd';
import { spawnThread } from '@/graph-engine/runtime/node/spawn-thread';
import { bestSimd } from '@/graph-engine/runtime/wasm/module';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { waves } from '@/graph-engine/testing/template-data';
import { Session } from '@/graph-engine/training/session';
import type { StepBackend, Stepper } from './step-side';
import { documentOf, type StepModel } from './step-documents';

/** Enough for any batch; one batch where that is chosen, because the start of a codebook looks at up to 512. */
const ITEMS = 1024;

export async function prepareOurs(model: StepModel, backend: StepBackend | 'webgpu', batch: number | null, threads: number): Promise<Stepper> {
  if (backend === 'wasm' && bestSimd() === 'plain') allowRelaxedSimd();
  const { backend: chosen, fallbacks } = await chooseBackend(backend, { threads, spawnThread });
  if (chosen !== backend) throw new Error(`internal: ${backend} was not chosen: ${fallbacks.map(({ reason }) => reason).join(' ')}`);
  const document = documentOf(model);
  const session = await Session.open({ document: { ...document, training: { ...document.training, validationSplit: 0, batchSize: batch ?? document.training.batchSize } }, data: waves(document, batch ?? ITEMS) });
  const parameters = session.stepPrograms
    .flatMap(({ player, program }) => program.parameters.filter((parameter) => parameter.trainable && parameter.player === player).map(({ value }) => sizeOf(program.values[value]!.shape)))
    .reduce((sum, size) => sum + size, 0);
  return { parameters, step: async () => void (await session.stepAndRead()), dispose: () => session.dispose() };
}
