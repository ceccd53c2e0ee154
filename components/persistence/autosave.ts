/** Keeps the open document in the browser shortly after each change, and warns before the page goes while a change is not kept. */
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { notify, reportFault } from '@/components/studio-state/messages';
import { markKept } from '@/components/studio-state/studio';
import { studioStore, type StudioState } from '@/components/studio-state/studio-store';
import { whenLost } from './database';
import { isKept, keepDocument, rememberOpen } from './document-storage';
import { clearRescue, layDown } from './rescue';
import { settle } from './settle';
import { unlessBroken } from '@/components/storage/unless-broken';
import { whyNotKept } from '@/components/storage/why-not-kept';
import { mayWrite } from '@/components/storage/writer';

/** Longer than the pause that ends a series of keystrokes, because what was saved can no longer be joined. */
const rest = 1_200;
/** As much work as a crash may cost, however long a slider is dragged. */
const most = 5_000;
/** What could not be saved is tried again after this time, without waiting for another change. */
const again = 10_000;
let saving: Promise<void> = Promise.resolve();
let failed = false;

const changes = settle({
  rest,
  most,
  atRest: () => void saveNow().then(rememberCurrent).catch(reportFault),
  meanwhile: () => {
    const { open } = studioStore.getState();
    // Not marked as kept: the edits under way can still be joined to one step of the history.
    if (open && !open.kept && open.readOnly === null) saving = saving.then(() => keep(open, false)).catch(reportFault);
  },
});

/** What cannot be written for want of space is told where the document itself is kept. */
const remember = (id: string): Promise<void> => unlessBroken(rememberOpen(id), undefined);
async function rememberCurrent(): Promise<void> {
  const { open } = studioStore.getState();
  if (open) await remember(open.document.id);
}

async function keep({ document, revision, history, historyPosition }: StudioState, mark = true): Promise<void> {
  try {
    await keepDocument(document, history[historyPosition - 1]?.label);
    if (failed) notify('The document is saved again.', { tone: 'good' });
    failed = false;
    if (!mark) return;
    markKept(document.id, revision);
    clearRescue(document.id);
  } catch (error) {
    // Another page has the document; this one is about to hear of it, and offers a copy of what it shows.
    if (error instanceof SupersededError) return;
    const reason = whyNotKept(error);
    if (reason === null) throw error;
    if (!failed) {
      notify('This browser could not save the document.', { description: `${reason} Download it with Ctrl+S to be safe; saving is tried again by itself.`, tone: 'bad' });
    }
    failed = true;
    setTimeout(() => void saveNow().catch(reportFault), again);
  }
}

/** Saves what is not kept yet, now; resolves when it is kept. */
export function saveNow(): Promise<void> {
  changes.clear();
  const { open } = studioStore.getState();
  if (open && !open.kept && open.readOnly === null) saving = saving.then(() => keep(open)).catch(reportFault);
  return saving;
}

/** Resolves when nothing that is to be saved waits any more. */
export async function saved(): Promise<void> {
  for (let last; last !== saving; ) {
    last = saving;
    await last;
  }
}

/** A document that just came to be open is kept at once, so that a reload finds it. */
async function keepNew(state: StudioState): Promise<void> {
  const { document } = state;
  if (Object.keys(document.nodes).length === 0 && !(await isKept(document.id))) return;
  if (!(await isKept(document.id))) await keep(state);
  await remember(document.id);
}

export function startAutosave(): () => void {
  const onChange = ({ open }: { readonly open: StudioState | null }, { open: before }: { readonly open: StudioState | null }): void => {
    if (!open) return;
    if (open.document.id !== before?.document.id) {
      if (before && !before.kept && before.readOnly === null) saving = saving.then(() => keep(before)).catch(reportFault);
      saving = saving.then(() => keepNew(open)).catch(reportFault);
    }
    if (open.kept || (open.document === before?.document && open.kept === before.kept)) return;
    changes.touch();
  };
  const onHide = (): void => {
    const { open } = studioStore.getState();
    if (document.visibilityState !== 'hidden' || !open || open.kept || open.readOnly !== null) return;
    layDown(open.document);
    void saveNow();
  };
  const onLeave = (event: BeforeUnloadEvent): void => {
    const { open } = studioStore.getState();
    if (!open || open.kept || open.readOnly !== null) return;
    layDown(open.document);
    void saveNow();
    event.preventDefault();
  };
  const stop = studioStore.subscribe(onChange);
  // Somebody has cleared what the browser keeps; what is open is still here.
  const stopLosses = whenLost(() => {
    const { open } = studioStore.getState();
    if (open && mayWrite(open.document.id)) saving = saving.then(() => keep(open)).then(rememberCurrent).catch(reportFault);
  });
  document.addEventListener('visibilitychange', onHide);
  window.addEventListener('beforeunload', onLeave);
  return () => {
    stop();
    stopLosses();
    changes.clear();
    document.removeEventListener('visibilitychange', onHide);
    window.removeEventListener('beforeunload', onLeave);
  };
}
