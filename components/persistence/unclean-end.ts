/** Tells whether an earlier page ended without saying so: while a page is in view it leaves a mark, and a lock of the same name as long as it lives. */
import { newId } from '@/graph-engine/document/ids';

const prefix = 'hourglass-alive-';

/** Marks this page from when its lock is held, so that no other takes it for one that is gone. */
function markAlive(): void {
  const key = prefix + newId('page');
  // The browser ends hidden pages as it likes; nothing is lost by that, and nothing to be told.
  const follow = (): void => {
    if (document.visibilityState !== 'visible') return localStorage.removeItem(key);
    try {
      localStorage.setItem(key, '');
    } catch (error) {
      // A full store: an unclean end of this page will go unnoticed.
      if (!(error instanceof DOMException)) throw error;
    }
  };
  void navigator.locks.request(key, () => {
    follow();
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('pagehide', () => localStorage.removeItem(key));
    window.addEventListener('pageshow', follow);
    return new Promise<never>(() => undefined);
  });
}

/** Answers once for each page that ended so, and begins to watch over this one. */
export async function endedUncleanly(): Promise<boolean> {
  // Only pages from https or localhost have locks.
  if (!('locks' in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map(({ name }) => name));
  const gone = Object.keys(localStorage).filter((key) => key.startsWith(prefix) && !alive.has(key));
  for (const key of gone) localStorage.removeItem(key);
  markAlive();
  return gone.length > 0;
}
