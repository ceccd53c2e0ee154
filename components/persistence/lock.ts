/** One tab edits a document; another one that opens it may read, take over, or open a copy. */
import { newId } from '@/graph-engine/document/ids';
import { notify, reportFault } from '@/components/studio-state/messages';
import { openDocument, setReadOnly } from '@/components/studio-state/studio';
import { studioStore } from '@/components/studio-state/studio-store';
import { trainer } from '@/components/training/controller';
import { saveNow } from './autosave';
import { readDocument } from './document-storage';
import { writerStore } from './writer';

type Message = { readonly kind: 'release' | 'released'; readonly document: string };

const elsewhere = 'This document is open in another tab, which may be editing it. Here it can be read and trained; what is trained here is not kept.';
const taken = 'Another tab took this document over. Here it can be read and trained; what is trained here is not kept.';
const lockName = (id: string): string => `hourglass-document-${id}`;
const openId = (): string | null => studioStore.getState().open?.document.id ?? null;

let held: { readonly id: string; readonly release: () => void } | null = null;
let channel: BroadcastChannel | null = null;
/** One that does not answer for this long loses the lock all the same. */
const patience = 4_000;

function setHeld(next: typeof held): void {
  held = next;
  writerStore.setState({ document: next?.id ?? null });
}
function drop(): void {
  held?.release();
  setHeld(null);
}
/** The last state of everything that belongs to the document, for the page that takes it over. */
async function handOver(): Promise<void> {
  await saveNow();
  await trainer.keepNow();
  await trainer.setKeeping(false);
}

/** Holds the lock until it is released or stolen. */
async function hold(id: string, options: { readonly ifAvailable: true } | { readonly steal: true }): Promise<void> {
  try {
    await navigator.locks.request(lockName(id), options, async (lock) => {
      if (openId() !== id) return;
      if (!lock) {
        setReadOnly(elsewhere);
        return;
      }
      await new Promise<void>((release) => {
        setHeld({ id, release });
      });
    });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    if (held?.id === id) setHeld(null);
    if (openId() === id) setReadOnly(taken);
  }
}

export function startLocks(): () => void {
  channel = new BroadcastChannel('hourglass-documents');
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind !== 'release' || held?.id !== data.document) return;
    handOver()
      .then(() => {
        drop();
        if (openId() === data.document) setReadOnly(taken);
        channel?.postMessage({ kind: 'released', document: data.document } satisfies Message);
      })
      .catch(reportFault);
  };
  let last: string | null = null;
  const follow = (): void => {
    const id = openId();
    if (id === last) return;
    last = id;
    drop();
    if (id !== null && 'locks' in navigator) hold(id, { ifAvailable: true }).catch(reportFault);
  };
  follow();
  const stop = studioStore.subscribe(follow);
  return () => {
    stop();
    drop();
    channel?.close();
    channel = null;
  };
}

/** Asks the other tab to save and let go; one that does not answer loses the lock all the same. */
export function takeOver(): void {
  const id = openId();
  if (id === null) return;
  const asked = new Promise<void>((resolve) => {
    const listener = new BroadcastChannel('hourglass-documents');
    const finish = (): void => {
      listener.close();
      resolve();
    };
    listener.onmessage = ({ data }: MessageEvent<Message>) => data.kind === 'released' && data.document === id && finish();
    setTimeout(finish, patience);
    listener.postMessage({ kind: 'release', document: id } satisfies Message);
  });
  asked
    .then(() => readDocument(id))
    .then((kept) => {
      hold(id, { steal: true }).catch(reportFault);
      if (kept.ok) openDocument(kept.document, 'Take over from another tab');
      else setReadOnly(null);
      notify('You edit the document here now.', { tone: 'good' });
    })
    .catch(reportFault);
}

/** Another page holds that document, and would write over what is changed here. */
export async function isOpenElsewhere(id: string): Promise<boolean> {
  if (!('locks' in navigator) || held?.id === id) return false;
  const { held: locks = [] } = await navigator.locks.query();
  return locks.some(({ name }) => name === lockName(id));
}

/** The document under a new identity, free to edit. */
export function openCopy(): void {
  const { open } = studioStore.getState();
  if (!open) return;
  const name = `${open.document.name} copy`;
  openDocument({ ...open.document, id: newId('document'), name: name.slice(0, 200) }, `Duplicate ${open.document.name}`);
}
