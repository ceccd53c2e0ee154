/** Takes a document over from the page that edits it. Fetched with the banner that offers it. */
import { notify } from '@/components/studio-state/messages';
import { openDocument, setReadOnly } from '@/components/studio-state/studio';
import { studioStore } from '@/components/studio-state/studio-store';
import { readDocument } from './document-storage';
import { reportStore } from './report-store';
import { channelName, hold, type Message } from './lock';

/** One that does not answer for this long loses the lock all the same. */
const patience = 4_000;
const openId = (): string | null => studioStore.getState().open?.document.id ?? null;

/** Asks the other tab to save and let go; one that does not answer loses the lock all the same. */
export function takeOver(): void {
  const id = openId();
  if (id === null) return;
  const asked = new Promise<void>((resolve) => {
    const listener = new BroadcastChannel(channelName);
    const finish = (): void => {
      listener.close();
      resolve();
    };
    listener.onmessage = ({ data }: MessageEvent<Message>) => data.kind === 'released' && data.document === id && finish();
    setTimeout(finish, patience);
    listener.postMessage({ kind: 'release', document: id } satisfies Message);
  });
  asked
    // What the other one writes from here on is refused, so that what is read is the last there is.
    .then(() => new Promise<void>((resolve, reject) => void hold(id, { steal: true }, resolve).catch(reject)))
    .then(() => readDocument(id))
    .then((kept) => {
      if (openId() !== id) return;
      if (kept.ok) openDocument(kept.document, 'Take over from another tab');
      else setReadOnly(null);
      notify('You edit the document here now.', { tone: 'good' });
    })
    .catch(reportStore);
}
