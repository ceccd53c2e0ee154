/** The folder that `train` writes: the document, its weights with everything that going on needs, and the curves; replaced as a whole. */
import { LARGEST, MEMBERS } from '@/graph-engine/exchange/members';
import { runFiles } from '@/graph-engine/exchange/run-files';
import { withAside } from '@/graph-engine/training/aside-weights';
import type { FittedScores } from '@/graph-engine/training/anomaly/score-rows';
import type { Metrics } from '@/graph-engine/training/protocol';
import type { Session, Snapshot } from '@/graph-engine/training/session';
import { readTogether, writeTogether } from './files-together';

export const FILES = MEMBERS;

/** `scores`: what scores and their baselines were fitted to, of a model that finds the unusual. @throws Failure, and then the folder is as it was. */
export function writeRun(folder: string, session: Session, snapshot: Snapshot, rows: readonly Metrics[], data: string, scores: FittedScores | null = null): void {
  const { drawn, aside, totalSteps, wholeSteps, batch } = session;
  writeTogether(folder, runFiles({ document: drawn, totalSteps, wholeSteps, batch }, withAside(aside, snapshot), rows, data, scores));
}

/** What a shared file says of itself counts in the file alone: of one that was unpacked, the run is read, and what it was shared with is not. */
const { [MEMBERS.manifest]: _, ...largest } = LARGEST;
/** Those of its files that are known here, from one and the same run. @throws Failure */
export const readFolder = (folder: string): ReadonlyMap<string, Uint8Array> => readTogether(folder, largest);
