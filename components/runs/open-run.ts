/** A run comes back: its document and its weights, as one step of the history where its document is open; else its document is opened with them. */
import { newId } from '@/graph-engine/document/ids';
import { chosenWeights, keptBeside } from '@/graph-engine/training/best-or-last';
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import { plainWeights } from '@/graph-engine/training/plain-weights';
import { presentWeights, putWeights } from '@/components/exchange/put-weights';
import { recordWeights, recordWeightsOf } from '@/components/exchange/weight-steps';
import { isOpenElsewhere } from '@/components/persistence/lock';
import { openNew } from '@/components/persistence/open-new';
import { reportStore } from '@/components/persistence/report-store';
import { notify } from '@/components/studio-state/messages';
import { dispatch, openDocument } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { writerOf } from '@/components/storage/writer';
import { dataSettled, pause, train } from '@/components/training/controller';
import { metricsLog } from '@/components/training/metrics-log';
import { sameRun } from '@/components/training/run-key';
import { getTraining, isBusy } from '@/components/training/use-training';
import { keepRun, loadRun, takeRun, type RunAbout, type RunInfo } from '@/components/training/run-history';
import { nameOf } from './run-words';
import { weights } from './run-weights';

interface Whole {
  readonly about: RunAbout;
  readonly checkpoint: Checkpoint;
}
/** What is needed to have it again; what is missing is told. */
async function wholeOf(info: RunInfo): Promise<Whole | null> {
  const checkpoint = await weights.loadRun(info);
  if (info.about && checkpoint) return { about: info.about, checkpoint };
  notify(`${nameOf(info)} cannot be opened`, { tone: 'bad', description: info.about ? 'Its weights are not in this browser. Its curves can be compared.' : 'An earlier version of the studio kept its curves, and not its document.' });
  return null;
}

/** In the document that is open: undo brings back what was drawn and trained before. */
async function openHere(info: RunInfo, { about, checkpoint }: Whole): Promise<boolean> {
  const { document, readOnly } = getStudio();
  if (readOnly !== null) {
    notify(`${nameOf(info)} was not opened`, { tone: 'bad', description: readOnly });
    return false;
  }
  if (isBusy(getTraining())) await pause();
  const before = await presentWeights();
  const label = `Open ${nameOf(info)}`;
  const name = newId('step');
  const result = dispatch('replaceDocument', { document: { ...about.document, id: document.id, name: document.name }, label }, { mark: name });
  if (!result.ok) return false;
  await dataSettled(getStudio().document);
  if (!(await putWeights(checkpoint))) return false;
  if (result.changed) recordWeightsOf(name, before, checkpoint);
  else recordWeights(label, before, checkpoint);
  return true;
}

/**
 * Opens it with the weights that lie beside those it rests with: its best, or its last. A new run begins with them: the state of the optimiser belongs to the
 * others, which stay as they are.
 */
export async function openBeside(info: RunInfo): Promise<void> {
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
  if (getStudio().document.id === info.document) await openHere(info, { about: whole.about, checkpoint });
  else if (await mayOpen(info)) {
    await weights.save(info.document, checkpoint, writerOf(info.document) ?? null);
    openDocument(whole.about.document, `Open ${nameOf(info)}`);
  }
}
async function mayOpen(info: RunInfo): Promise<boolean> {
  if (!(await isOpenElsewhere(info.document))) return true;
  notify(`${nameOf(info)} is of a document that is open in another tab.`, { tone: 'bad', description: 'Open it there, or branch it: a copy is a document of its own.' });
  return false;
}

/** False where it was not opened, and then nothing has changed. */
export async function openRun(info: RunInfo): Promise<boolean> {
  const whole = await wholeOf(info);
  if (!whole) return false;
  if (sameRun(metricsLog.key, info) && getStudio().document.id === info.document) {
    notify(`${nameOf(info)} is open already.`);
    return true;
  }
  if (getStudio().document.id === info.document) return openHere(info, whole);
  if (!(await mayOpen(info))) return false;
  await weights.point(info.document, info.run, writerOf(info.document) ?? null);
  openDocument(whole.about.document, `Open ${nameOf(info)}`);
  return true;
}

/** Opens it and trains on. */
export async function continueRun(info: RunInfo): Promise<void> {
  if (await openRun(info)) await train();
}

/** A copy of its document as a new one, with its weights and curves: what is trained there leaves this run as it is. */
export async function branchRun(info: RunInfo): Promise<void> {
  const whole = await wholeOf(info);
  if (!whole) return;
  const rows = await loadRun(info);
  await openNew(whole.about.document, `Branch ${nameOf(info)}`, {
    async before(document) {
      const run = newId('run');
      await weights.save(document.id, { ...whole.checkpoint, run });
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
  const back = [await weights.takeRun(info), await takeRun(info)];
  return {
    name,
    bringBack() {
      for (const put of back) put().catch(reportStore);
    },
  };
}
