/**
 * Keeps worker and data in step with what is drawn: loads the tables, opens a sound graph so that its nodes show
 * pictures before training, and marks a trained model as outdated when the graph becomes another one.
 */
import { dataNodeIds, sourceOf } from '@/components/data/data-source';
import { dataStore, keepOnly } from '@/components/data/data-store';
import { ensureData } from '@/components/data/load-data';
import { mayWrite, writerStore } from '@/components/storage/writer';
import { reportFault } from '@/components/studio-state/messages';
import { studioStore } from '@/components/studio-state/studio-store';
import { followBaselines } from './baselines';
import { isOpen, sayOfShown, tablesOf, trainer } from './controller';
import { modelKey, sessionKey } from './model-key';
import { getTraining, isBusy, stepsTaken, trainingStore } from './use-training';

const SETTLE_MS = 450;
let timer: ReturnType<typeof setTimeout> | undefined;
let documentId: string | null = null;
/** A model that was refused is not tried again until it changes. */
let refused: string | null = null;

function follow(): void {
  const { open } = studioStore.getState();
  if (!open) return;
  const { document } = open;
  if (document.id !== documentId) {
    const isFirst = documentId === null;
    documentId = document.id;
    refused = null;
    if (!isFirst) void trainer.close();
  }
  const sources = dataNodeIds(document).flatMap((id) => sourceOf(document, id) ?? []);
  sources.forEach(ensureData);
  markOutdated();
  clearTimeout(timer);
  timer = setTimeout(() => void openIfUntrained(), SETTLE_MS);
}

function markOutdated(): void {
  const { open } = studioStore.getState();
  const training = getTraining();
  if (!open || !training.model || training.model.documentId !== open.document.id) return;
  const outdated = stepsTaken(training) > 0 && training.model.modelKey !== modelKey(open.document);
  if (outdated !== training.outdated) trainingStore.setState({ outdated });
}

async function openIfUntrained(): Promise<void> {
  const { open } = studioStore.getState();
  const training = getTraining();
  if (!open?.analysis.sound || isBusy(training) || training.opening) return;
  const { document } = open;
  const sameDocument = training.model?.documentId === document.id;
  if (sameDocument && stepsTaken(training) > 0) return;
  const found = tablesOf(document);
  if ('missing' in found || isOpen(document, found.tables)) return;
  keepOnly(new Set(dataNodeIds(document).flatMap((id) => sourceOf(document, id)?.key ?? [])));
  const key = sessionKey(document);
  if (refused === key) return;
  const opened = await trainer.open(document, found.tables, true);
  refused = opened ? null : key;
  markOutdated();
}

/**
 * What is trained while another page writes the document is not kept; the page that takes over goes on from what the other
 * one has kept.
 */
function followWriter(): void {
  const { model } = getTraining();
  const { open } = studioStore.getState();
  if (!open || model?.documentId !== open.document.id) return;
  const writes = mayWrite(open.document.id);
  if (writes) {
    void trainer.close();
    follow();
  } else void trainer.setKeeping(false);
}

/** Before the page is left, as much as there is time for. */
function keepOnLeaving(): void {
  const keep = (): void => void trainer.keepNow();
  addEventListener('beforeunload', keep);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep());
}

let stop: (() => void) | null = null;
/** Begins once; further calls change nothing. The worker starts at once, and data as soon as a document is open, before anything is drawn. */
export function startModelSync(): void {
  if (stop) return;
  let drawn = studioStore.getState().open?.document;
  const ends = [
    studioStore.subscribe(({ open }) => {
      if (open?.document === drawn) return;
      drawn = open?.document;
      follow();
    }),
    dataStore.subscribe(follow),
    writerStore.subscribe((now, before) => {
      if (now.document !== before.document) followWriter();
    }),
    // What was edited while the model was being opened is looked at when it is.
    trainingStore.subscribe((now, before) => {
      if (before.opening && !now.opening) follow();
    }),
    followBaselines(trainer.view, (baselines) => sayOfShown({ baselines })),
    // A run that rests has its picture kept with it.
    trainingStore.subscribe((now, before) => {
      if (before.run === 'running' && (now.run === 'done' || now.run === 'paused')) void import('./keep-picture').then(({ keepPicture }) => keepPicture()).catch(reportFault);
    }),
  ];
  stop = () => ends.forEach((end) => end());
  keepOnLeaving();
  void trainer.warm();
  follow();
}
