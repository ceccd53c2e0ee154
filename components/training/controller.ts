/** The studio's one trainer and what the buttons do: the document and its data are made ready, then the worker is told. */
import type { HourglassDocument, PlayerId, StageId } from '@/graph-engine/document/types';
import type { DataTable } from '@/graph-engine/data/table';
import { dataNodeIds, sourceOf } from '@/components/data/data-source';
import { dataStore, entryOf } from '@/components/data/data-store';
import { openDataDialog } from '@/components/data/data-dialog-store';
import { applyFix } from '@/components/studio-state';
import { arrived } from '@/components/studio-state/arrival';
import { announce, notify, reportFault } from '@/components/studio-state/messages';
import { isAsked, mayWrite, writerOf, writerStore } from '@/components/storage/writer';
import { whyNotKept } from '@/components/storage/why-not-kept';
import { getStudio } from '@/components/studio-state/use-studio';
import { viewFeed } from './view-feed';
import { connectWorker } from './connect';
import { goToNode, goToProblem } from '@/components/diagnostics/go-to';
import { metricsLog } from './metrics-log';
import { sessionKey } from './model-key';
import { keepRun, loadRun, sayOfRun } from './run-history';
import { notFiniteWords } from './kept-words';
import { shownStep } from './shown-step';
import { WorkerTrainer } from './worker-trainer';
import { getTraining, isBusy, runsOn, stepsTaken, trainingStore, type BackendChoice } from './use-training';

export const trainer = new WorkerTrainer({
  connect: connectWorker,
  log: metricsLog,
  feed: viewFeed,
  history: { keep: keepRun, load: loadRun },
  shown: shownStep,
  mayKeep: mayWrite,
  writerOf,
  tell: (text, tone, description, details) => notify(text, { tone, description, details }),
  fault: reportFault,
  onNotFinite(stopped) {
    const { diagnostic } = stopped;
    const { node } = diagnostic.at;
    const [fix] = diagnostic.fixes ?? [];
    const go = node && { label: `Go to ${getStudio().document.nodes[node]?.name ?? 'the node'}`, run: () => goToNode(node) };
    const action = fix ? { label: fix.label, run: () => void applyFix(fix) } : go;
    notify('Training stopped: a value is not finite', { tone: 'bad', description: notFiniteWords(stopped), ...(action && { action }) });
  },
});

/** Adds to what is kept of the run that is shown. */
export function sayOfShown(said: Parameters<typeof sayOfRun>[1]): void {
  const { key } = metricsLog;
  const work = async (): Promise<void> => {
    await trainer.keepCurves();
    if (key) await sayOfRun(key, said);
  };
  // It comes again with the next model; that nothing can be kept is told of the curves.
  work().catch((error: unknown) => whyNotKept(error) === null && reportFault(error));
}

export type Tables = Readonly<Record<string, DataTable>>;
/** The tables of all Dataset nodes, or the first node whose data is not there. */
export function tablesOf(document: HourglassDocument): { readonly tables: Tables } | { readonly missing: string } {
  const tables: Record<string, DataTable> = {};
  for (const id of dataNodeIds(document)) {
    const source = sourceOf(document, id);
    const entry = source && entryOf(source.key);
    if (entry?.status !== 'ready') return { missing: id };
    tables[id] = entry.table;
  }
  return { tables };
}

const sameTables = (tables: Tables): boolean => Object.entries(tables).every(([id, table]) => trainer.opened?.data[id] === table);
/** The worker holds this very model, with these settings and this data. */
export const isOpen = (document: HourglassDocument, tables: Tables): boolean => getTraining().model?.sessionKey === sessionKey(document) && sameTables(tables);

/** Resolves when what the store tells of is no longer under way. */
function over(store: { subscribe(listener: () => void): () => void }, isUnderWay: () => boolean): Promise<void> {
  if (!isUnderWay()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = store.subscribe(() => {
      if (isUnderWay()) return;
      end();
      resolve();
    });
  });
}
/** Resolves when none of the document's tables is on its way any more. */
export const dataSettled = (document: HourglassDocument): Promise<void> =>
  over(dataStore, () => dataNodeIds(document).some((id) => entryOf(sourceOf(document, id)?.key ?? '')?.status === 'loading'));

/** The run and the settings that were gone on with last. */
let goneOn: string | null = null;
/** A run that goes on after its settings were edited is one of both: that is told once, before its next step. */
async function tellOtherSettings(): Promise<void> {
  const { opened } = trainer;
  const training = getTraining();
  const { key } = metricsLog;
  const now = `${key?.run} ${training.model?.sessionKey}`;
  if (!opened || !key || stepsTaken(training) === 0 || now === goneOn) return;
  goneOn = now;
  await (await import('./other-settings')).tellOtherSettings(key, opened.document);
}

/**
 * Opens the drawn model unless it is open. Goes to what stands in the way, and gives false. A press that comes while
 * a document or its data is on its way, or the worker is opening an edited model, waits for that; only then is known what
 * has to be opened. So it does until it is known who writes the document: a page that comes to write it opens the model anew.
 */
async function prepare(fresh: boolean): Promise<boolean> {
  await arrived();
  const asked = getStudio().document;
  await dataSettled(asked);
  await over(writerStore, () => isAsked(asked.id));
  await trainer.settled();
  const { document, analysis } = getStudio();
  if (document.id !== asked.id) return false;
  const problem = analysis.diagnostics.find(({ severity }) => severity === 'error');
  if (problem) {
    goToProblem(problem);
    announce('The graph has a problem that keeps it from training.', { urgent: true });
    return false;
  }
  const found = tablesOf(document);
  if ('missing' in found) {
    openDataDialog(found.missing);
    return false;
  }
  if (fresh) return trainer.open(document, found.tables, false);
  if (!isOpen(document, found.tables) && !(await trainer.open(document, found.tables, true))) return false;
  await tellOtherSettings();
  // Another document was opened meanwhile.
  return getStudio().document.id === document.id;
}

export async function train(): Promise<void> {
  if (await prepare(false)) await trainer.train();
}
/** From the first step, with new weights. */
export async function startOver(): Promise<void> {
  const { key } = metricsLog;
  if (!(await prepare(true))) return;
  if (key) void import('./kept-before').then(({ tellKeptBefore }) => tellKeptBefore(key)).catch(reportFault);
  await trainer.train();
}
export async function step(): Promise<void> {
  if (await prepare(false)) await trainer.step();
}
export async function trainStage(stage: StageId): Promise<void> {
  if (await prepare(false)) await trainer.trainStage(stage);
}
export async function stepOf(player: PlayerId): Promise<void> {
  if (await prepare(false)) await trainer.stepOf(player);
}
/** Turns of players one by one, so many a second; null: as fast as it goes. */
export const slowDown = (perSecond: number | null): Promise<void> => trainer.slow(perSecond);
export const pause = (): Promise<boolean> => trainer.pause();
export const stop = (): Promise<boolean> => trainer.stop();
export const toggle = (): Promise<unknown> => (runsOn(getTraining()) ? pause() : train());

/** Takes effect at once: the model goes on, on the other backend, from its last checkpoint. */
export async function chooseBackend(backendChoice: BackendChoice): Promise<void> {
  trainingStore.setState({ backendChoice });
  // What is being opened began with the choice of before.
  await trainer.settled();
  const { opened } = trainer;
  if (!opened) return;
  const wasBusy = isBusy(getTraining());
  if (wasBusy) await trainer.pause();
  if ((await trainer.open(opened.document, opened.data, true)) && wasBusy) await trainer.train();
}
