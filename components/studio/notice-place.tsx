/** A place for messages. Of all on the page the one that came last shows them: a window over it, while one is open. */
import { lazy, Suspense, useEffect, useId } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { noticeStore } from '@/components/studio-state/messages';

const Notices = lazy(async () => ({ default: (await import('./notices')).Notices }));

const placeStore = createStore<{ readonly places: readonly string[] }>(() => ({ places: [] }));

export function NoticePlace() {
  const id = useId();
  useEffect(() => {
    placeStore.setState(({ places }) => ({ places: [...places, id] }));
    return () => placeStore.setState(({ places }) => ({ places: places.filter((one) => one !== id) }));
  }, [id]);
  const isLast = useStore(placeStore, ({ places }) => places.at(-1) === id);
  const wanted = useStore(noticeStore, (notices) => notices.wanted);
  return <Suspense fallback={null}>{isLast && wanted && <Notices />}</Suspense>;
}
