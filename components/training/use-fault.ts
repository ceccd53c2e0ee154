/** Why the last run stopped at a value that is not finite, as a message of the checks, until the graph is edited or trained again. */
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { useTraining } from './use-training';

export const useFault = (): Diagnostic | null => useTraining(({ notFinite, outdated }) => (outdated ? null : (notFinite?.diagnostic ?? null)));
