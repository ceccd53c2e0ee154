/** Trains a document stage by stage, and tells the weights at the beginning and after each of them. */
import type { Analysis } from '../analysis/types';
import type { DataTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { plainWeights, type PlainWeights } from '../training/plain-weights';
import { Session } from '../training/session';
import { Trainer } from '../training/trainer';

interface StageTrained {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Those that it leaves. */
  readonly weights: PlainWeights;
}

/** `begin`: weights in place of those that it would begin with. */
export async function trainStages(document: HourglassDocument, data: Readonly<Record<string, DataTable>>, begin: (weights: PlainWeights) => PlainWeights = (weights) => weights): Promise<{ readonly analysis: Analysis; readonly start: PlainWeights; readonly stages: readonly StageTrained[] }> {
  const session = await Session.open({ document, data });
  const read = async (): Promise<PlainWeights> => plainWeights((await session.snapshot()).parameters);
  const start = begin(await read());
  session.restoreWeights(start);
  const hooks = { onMetrics: () => undefined, onProgress: () => undefined, onCheckpoint: async () => undefined };
  const trainer = new Trainer({ session, clock: { now: () => 0, breathe: async () => undefined }, hooks });
  const stages: StageTrained[] = [];
  for (const index of session.stretches.keys()) {
    await trainer.run(session.stretches[index]!.to, () => false);
    const { name, from, to } = session.stretches[index]!;
    stages.push({ name, from, to, weights: await read() });
  }
  const { analysis } = session;
  session.dispose();
  return { analysis, start, stages };
}
