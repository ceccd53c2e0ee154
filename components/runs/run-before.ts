/** What tells a run from the one before it: runs of one model have the same name, and often the same steps and figure. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { tellChange } from '@/graph-engine/inspect/tell-difference';
import type { RunInfo } from '@/components/training/run-history';
import { shortName } from './run-words';

/** Of more than half of the same nodes: a template opened again, or a branch. */
function isAlike(a: HourglassDocument, b: HourglassDocument): boolean {
  const ids = Object.keys(a.nodes);
  return ids.filter((id) => Object.hasOwn(b.nodes, id)).length * 2 > Math.max(ids.length, Object.keys(b.nodes).length);
}

/** The last run before it of its document, else of a document that is much the same; null where there is none whose settings are known. */
export function runBefore(run: RunInfo, runs: readonly RunInfo[]): RunInfo | null {
  const earlier = runs.filter((one) => one.about && one.started < run.started).toSorted((a, b) => b.started - a.started);
  return earlier.find(({ document }) => document === run.document) ?? earlier.find(({ about }) => run.about && about && isAlike(about.document, run.about.document)) ?? null;
}

/** `run 1`; of another document `Autoencoder 1`; or what the user calls it. */
const calledBeside = (before: RunInfo, run: RunInfo): string => (before.document === run.document && !before.remarks.name && before.number ? `run ${before.number}` : shortName(before));

/** `Beside run 1: Code, Size 2 in place of 20`; null where there is nothing to set it beside. */
export function changeWords(run: RunInfo, runs: readonly RunInfo[]): string | null {
  const before = runBefore(run, runs);
  if (!run.about || !before?.about) return null;
  const change = [tellChange(before.about.document, run.about.document), ...(before.about.data === run.about.data ? [] : ['other data'])].filter(Boolean).join('; ');
  return `Beside ${calledBeside(before, run)}: ${change || 'the same model, settings and data'}`;
}
