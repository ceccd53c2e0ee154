/** Trains a session as a run does, and tells nobody but who asked. */
import type { Session } from '@/graph-engine/training/session';
import { Trainer } from '@/graph-engine/training/trainer';

/** The seconds that `steps` took. @throws where a value is not finite */
export async function trainThrough(session: Session, steps: number): Promise<number> {
  const trainer = new Trainer({
    session,
    checkpointMs: Infinity,
    clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
    hooks: { onMetrics: () => {}, onProgress: () => {}, onCheckpoint: async () => {} },
  });
  const start = performance.now();
  const outcome = await trainer.run(steps, () => false);
  if (outcome.kind === 'not-finite') throw new Error(`${session.document.name} gave a value that is not finite at step ${outcome.step}`);
  return (performance.now() - start) / 1000;
}
