/** A run comes back: its document and its weights, as one step of the history of that document, which is opened where it is not. */
import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { chosenWeights, keptBeside } from '@/graph-engine/training/best-or-last';
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import { plainWeights } from '@/graph-engine/training/plain-weights';
import { presentWeights, putWeights } from '@/components/exchange/put-weights';
import { recordWeights, recordWeightsOf } from '@/components/exchange/weight-steps';
import { saveNow } from '@/components/persistence/autosave';
import { readDocument } from '@/components/persistence/document-storage';
import { isOpenElsewhere } from '@/components/persistence/lock';
import { openNew } from '@/components/persistence/open-new';
import { reportStore } from '@/components/persistence/report-store';
import { markReplaced } from '@/components/persistence/version-storage';
import { unlessBroken } from '@/components/storage/unless-broken';
import { arriving } from '@/components/studio-state/arrival';
import { notify } from '@/components/studio-state/messages';
import { dispatch, openDocument, undo } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { writerOf } from '@/components/storage/writer';
import { dataSettled, pause, train, trainer } from '@/components/training/controller';
import { keptWeights } from '@/components/training/kept-weights';
import { metricsLog } from '@/components/training/metrics-log';
import { sessionKey } from '@/components/training/model-key';
import { sameRun } from '@/components/training/run-key';
import { getTraining, isBusy } from '@/components/training/use-training';
import { keepRun, loadRun, takeRun, type RunAbout, type RunInfo } from '@/components/training/run-history';
import { nameOf } from './run-words';

interface Whole {
  readonly about: RunAbout;
  readonly checkpoint: Checkpoint;
}
/** What is needed to have it again; what is missing is told. */
async function wholeOf(info: RunInfo): Promise<Whole | null> {
  const checkpoint = await keptWeights.loadRun(info);
  if (info.about && checkpoint) return { about: info.about, checkpoint };
  notify(`${nameOf(info)} cannot be opened`, { tone: 'bad', description: info.about ? 'Its weights are not in this browser. Its curves can be compared.' : 'An earlier version of the studio kept its curves, and not its document.' });
  return null;
}

const labelOf = (info: RunInfo): string => `Open ${nameOf(info)}`;
/** What the document is now stays a version, so that it can be had again when the page with its history is gone. */
const keepReplaced = (info: RunInfo): Promise<void> => unlessBroken(markReplaced(info.document, labelOf(info)), undefined);
/** The run's document, as it was trained, takes the place of the open one in one step; going back over it brings the weights of before with it. Null where it was refused, which is told, and where it is not the open one any more. */
function replaceOpen(info: RunInfo, { about }: Whole): { readonly record: (before: Checkpoint | null, after: Checkpoint) => void; readonly changed: boolean } | null {
  const { document } = getStudio();
  // Another one may have been opened while the state of before was kept.
  if (document.id !== info.document) return null;
  const label = labelOf(info);
  const name = newId('step');
  // The document is found by the name that it has now.
  const result = dispatch('replaceDocument', { document: { ...about.document, id: document.id, name: document.name }, label }, { mark: name });
  if (!result.ok) return null;
  return { changed: result.changed, record: (before, after) => (result.changed ? recordWeightsOf(name, before, after) : recordWeights(label, before, after)) };
}

/** In the document that is open: undo brings back what was drawn and trained before. */
async function openHere(info: RunInfo, whole: Whole): Promise<boolean> {
  const { readOnly } = getStudio();
  if (readOnly !== null) {
    notify(`${nameOf(info)} was not opened`, { tone: 'bad', description: readOnly });
    return false;
  }
  if (isBusy(getTraining())) await pause();
  const before = await presentWeights();
  await saveNow();
  await keepReplaced(info);
  const replaced = replaceOpen(info, whole);
  if (!replaced) return false;
  await dataSettled(getStudio().document);
  if (!(await putWeights(whole.checkpoint))) {
    if (replaced.changed) undo();
    return false;
  }
  replaced.record(before, whole.checkpoint);
  return true;
}

/** In its own document, which becomes the open one: what that has become since is the state before, and the document that is open now stays in the list. */
async function openThere(info: RunInfo, whole: Whole): Promise<boolean> {
  if (await isOpenElsewhere(info.document)) {
    notify(`${nameOf(info)} is of a document that is open in another tab.`, { tone: 'bad', description: 'Open it there, or branch it: a copy is a document of its own.' });
    return false;
  }
  const kept = await readDocument(info.document);
  const before = await keptWeights.load(info.document);
  const writer = writerOf(info.document) ?? null;
  // Weights that a run is to begin with are of none yet: nothing can point at them.
  if (whole.checkpoint.from === undefined) await keptWeights.point(info.document, info.run, writer);
  else await keptWeights.save(info.document, whole.checkpoint, writer);
  if (!kept.ok) {
    openDocument(whole.about.document, labelOf(info));
    return true;
  }
  await keepReplaced(info);
  openDocument(kept.document, `Open ${kept.document.name}`);
  // In the same turn, so that no model of the state between is made ready.
  const replaced = replaceOpen(info, whole);
  replaced?.record(before, whole.checkpoint);
  if (replaced?.changed) notify(`${kept.document.name} is as it was for ${nameOf(info)}.`, { description: 'Undo brings back what it has become since; that is among its versions too.' });
  return replaced !== null;
}

const open = (info: RunInfo, whole: Whole): Promise<boolean> => (getStudio().document.id === info.document ? openHere : openThere)(info, whole);

/**
 * Opens it with the weights that lie beside those it rests with: its best, or its last. A new run begins with them: the state of the optimiser belongs to the
 * others, which stay as they are.
 */
export const openBeside = (info: RunInfo): Promise<void> => arriving(bringBeside(info));
async function bringBeside(info: RunInfo): Promise<void> {
  if (sameRun(metricsLog.key, info) && isBusy(getTraining())) await pause();
  const whole = await wholeOf(info);
  if (!whole) return;
  const { snapshot } = whole.checkpoint;
  const beside = keptBeside(snapshot);
  const chosen = beside && chosenWeights(snapshot, beside.which);
  if (!beside || !chosen) {
    notify(`The last weights of ${nameOf(info)} are its best by now.`, { description: 'Open it as it is.' });
    return;
  }
  const checkpoint: Checkpoint = { fingerprint: '', run: newId('run'), from: `${nameOf(info)} at its ${beside.which === 'best' ? 'best' : 'end'}`, snapshot: { step: chosen.step, seed: 0, parameters: plainWeights(chosen.parameters), stopping: null } };
  await open(info, { about: whole.about, checkpoint });
}

/** Whether the open document is what the run was trained as, but for what does not matter to training. */
export const isAsTrained = (document: HourglassDocument, { about }: RunInfo): boolean => about !== undefined && sessionKey(document) === sessionKey({ ...about.document, id: document.id });

/** False where it was not opened, and then nothing has changed. */
export const openRun = (info: RunInfo): Promise<boolean> => arriving(bring(info));
async function bring(info: RunInfo): Promise<boolean> {
  const isShown = sameRun(metricsLog.key, info);
  // Its last steps may not be kept yet.
  if (isShown) await trainer.keepNow();
  const whole = await wholeOf(info);
  if (!whole) return false;
  const { document } = getStudio();
  if (isShown && document.id === info.document && isAsTrained(document, info)) {
    notify(`${nameOf(info)} is open already.`);
    return true;
  }
  return open(info, whole);
}

/** Opens it as it was, and trains on: what was edited since is the state before. */
export async function continueRun(info: RunInfo): Promise<void> {
  if (await openRun(info)) await train();
}

/** A copy of its document as a new one, with its weights and curves: what is trained there leaves this run as it is. */
export const branchRun = (info: RunInfo): Promise<void> => arriving(branch(info));
async function branch(info: RunInfo): Promise<void> {
  const whole = await wholeOf(info);
  if (!whole) return;
  const rows = await loadRun(info);
  await openNew(whole.about.document, `Branch ${nameOf(info)}`, {
    async before(document) {
      const run = newId('run');
      await keptWeights.save(document.id, { ...whole.checkpoint, run });
      await keepRun({ key: { document: document.id, run }, rows, whole: true, about: { ...whole.about, document } });
    },
  });
}

/** A run that was removed, with the way back. */
export interface Removed {
  readonly name: string;
  bringBack(): void;
}
/** Takes it out of the browser. The one that is open goes on being kept; null where nothing was removed, which is told. */
export async function removeRun(info: RunInfo): Promise<Removed | null> {
  const name = nameOf(info);
  if (sameRun(metricsLog.key, info)) {
    notify(`${name} is open, and goes on being kept.`, { tone: 'bad', description: 'Begin another run or open another document first, then remove it.' });
    return null;
  }
  if (info.document !== getStudio().document.id && (await isOpenElsewhere(info.document))) {
    notify(`${name} is of a document that is open in another tab.`, { tone: 'bad', description: 'Remove it there.' });
    return null;
  }
  const back = [await keptWeights.takeRun(info), await takeRun(info)];
  return {
    name,
    bringBack() {
      for (const put of back) put().catch(reportStore);
    },
  };
}
