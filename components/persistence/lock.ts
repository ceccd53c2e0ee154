/** One tab edits a document; another one that opens it may read, take over, or open a copy. */
import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { notify, reportFault } from '@/components/studio-state/messages';
import { openDocument, setReadOnly } from '@/components/studio-state/studio';
import { studioStore } from '@/components/studio-state/studio-store';
import { trainer } from '@/components/training/controller';
import { saved, saveNow } from './autosave';
import { claimDocument, listDocuments, newerThanSeen } from './document-storage';
import { freeName } from './free-name';
import { unlessBroken } from '@/components/storage/unless-broken';
import { isAsked, writerStore } from '@/components/storage/writer';

/** Between pages, on the channel of that name. */
export const channelName = 'hourglass-documents';
export type Message = { readonly kind: 'release' | 'released'; readonly document: string };

const elsewhere = 'This document is open in another tab, which may be editing it. Here it can be read and trained; what is trained here is not kept.';
const taken = 'Another tab took this document over. Here it can be read and trained; what is trained here is not kept.';
const prefix = 'hourglass-document-';
const lockName = (id: string): string => prefix + id;
const openId = (): string | null => studioStore.getState().open?.document.id ?? null;

interface Held {
  readonly id: string;
  readonly release: () => void;
}
let held: Held | null = null;
/** Locks of documents that were left a moment ago, until what belongs to them is kept; who comes back has them still. */
const leaving = new Map<string, Held>();
let channel: BroadcastChannel | null = null;

function setHeld(next: Held | null): void {
  held = next;
  writerStore.setState({ document: next?.id ?? null, asked: null });
}
function drop(): void {
  held?.release();
  setHeld(null);
}
/** Leaves the document to others once its last state and the last weights of its run are kept. */
async function leave(): Promise<void> {
  const left = held;
  if (!left) return;
  leaving.set(left.id, left);
  setHeld(null);
  try {
    // The change of the document is told to all before anybody waits.
    await Promise.resolve();
    await saved();
    await trainer.settled();
  } finally {
    if (leaving.get(left.id) === left) {
      leaving.delete(left.id);
      left.release();
    }
  }
}
function follow(id: string | null): void {
  leave().catch(reportFault);
  if (id === null || !('locks' in navigator)) return;
  const mine = leaving.get(id);
  leaving.delete(id);
  if (mine) setHeld(mine);
  else ask(id).catch(reportFault);
}
async function ask(id: string): Promise<void> {
  writerStore.setState({ asked: id });
  try {
    await hold(id, { ifAvailable: true });
  } finally {
    // It is another page's, or cannot be had.
    if (isAsked(id)) writerStore.setState({ asked: null });
  }
}
/** The last state of everything that belongs to the document, for the page that takes it over. */
async function handOver(): Promise<void> {
  await saveNow();
  await trainer.keepNow();
  await trainer.setKeeping(false);
}

/** A document that is opened again here, by undo say, may have been edited in another page meanwhile. */
function takeUp(newer: HourglassDocument): void {
  openDocument(newer, 'Take up the edits of another tab');
  notify('Another tab has edited this document since it was open here.', { description: 'Its edits are there now. Undo goes back to what was here.' });
}

/** Holds the lock until it is released or stolen; `held` is called when it is this page that writes. */
export async function hold(id: string, options: { readonly ifAvailable: true } | { readonly steal: true }, onHeld?: () => void): Promise<void> {
  try {
    await navigator.locks.request(lockName(id), options, async (lock) => {
      if (openId() !== id) return;
      if (!lock) {
        setReadOnly(elsewhere);
        return;
      }
      await claimDocument(id);
      const newer = onHeld ? null : await newerThanSeen(id);
      if (openId() !== id) return;
      await new Promise<void>((release) => {
        setHeld({ id, release });
        onHeld?.();
        if (newer) takeUp(newer);
      });
    });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    leaving.delete(id);
    if (held?.id === id) setHeld(null);
    if (openId() === id) setReadOnly(taken);
  }
}

export function startLocks(): () => void {
  channel = new BroadcastChannel(channelName);
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
  let last = openId();
  follow(last);
  const stop = studioStore.subscribe(() => {
    const id = openId();
    if (id === last) return;
    last = id;
    follow(id);
  });
  return () => {
    stop();
    drop();
    channel?.close();
    channel = null;
  };
}

/** The documents that this page or another holds. */
export async function openAnywhere(): Promise<ReadonlySet<string>> {
  const { held: locks = [] } = await navigator.locks.query();
  return new Set(locks.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}
/** Another page holds that document, and would write over what is changed here. */
export async function isOpenElsewhere(id: string): Promise<boolean> {
  return 'locks' in navigator && held?.id !== id && !leaving.has(id) && (await openAnywhere()).has(id);
}

/** The document under a new identity, free to edit. */
export async function openCopy(): Promise<void> {
  const others = await unlessBroken(listDocuments(), []);
  const { open } = studioStore.getState();
  if (!open) return;
  const name = freeName(open.document.name, new Set([open.document, ...others].map((other) => other.name)));
  openDocument({ ...open.document, id: newId('document'), name }, `Duplicate ${open.document.name}`);
}
