/**
 * Sizes of the panels in a group, in pixels, as a hand left them last: whatever the window, and whichever of them are open, one comes back as large as it was. The
 * library keeps shares of the room, of which a third of a narrow window is half of a screen.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useGroupRef, type Layout } from 'react-resizable-panels';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { keptAs } from '@/components/studio-state/settings-storage';
import { handAtWork, type HandAtWork } from './hand-at-work';
import { layoutOf, soundSizes, type Sizes } from './panel-layout';

/** By panel; those of all groups together. */
const keptStore = createStore<{ readonly sizes: Sizes }>()(
  persist((): { readonly sizes: Sizes } => ({ sizes: {} }), {
    ...keptAs<{ readonly sizes: Sizes }>('hourglass-panel-sizes'),
    merge: (kept) => ({ sizes: soundSizes(kept) }),
  }),
);

type Orientation = 'horizontal' | 'vertical';

/** Pixels that its panels have together, without what separates them. */
function roomOf(group: HTMLElement, orientation: Orientation): number {
  const side = orientation === 'vertical' ? 'height' : 'width';
  return [...group.children].filter((child) => child.hasAttribute('data-panel')).reduce((sum, child) => sum + child.getBoundingClientRect()[side], 0);
}

/** `first`: sizes that no hand has changed, as the window is now, in pixels, or, below 1, as a share of the room. The one panel that is not among them takes what is left. */
export function usePanelSizes(id: string, orientation: Orientation, first: () => Sizes) {
  const groupRef = useGroupRef();
  const [kept] = useState(() => keptStore.getState().sizes);
  const before = useRef<{ readonly panels: string; readonly room: number; readonly layout: Layout } | null>(null);
  const waits = useRef(0);
  const isPutting = useRef(false);
  const isGiving = useRef(false);
  const hand = useRef<HandAtWork | null>(null);
  useEffect(() => {
    hand.current = handAtWork(window);
    return () => hand.current?.stop();
  }, []);
  const put = useCallback((): void => {
    const [element, group] = [document.getElementById(id), groupRef.current];
    const room = element ? roomOf(element, orientation) : 0;
    if (!group || room === 0) return;
    const panels = Object.keys(group.getLayout());
    isPutting.current = true;
    const layout = group.setLayout(layoutOf(panels, { ...first(), ...keptStore.getState().sizes }, room));
    isPutting.current = false;
    before.current = { panels: panels.join(), room, layout };
  }, [id, orientation, first, groupRef]);
  /** Once the library has heard of the new room, which it does at the end of a frame. */
  const settle = useCallback((): void => {
    cancelAnimationFrame(waits.current);
    waits.current = requestAnimationFrame(() => {
      waits.current = requestAnimationFrame(put);
    });
  }, [put]);
  useEffect(() => {
    const element = document.getElementById(id);
    if (!element) return;
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(waits.current);
    };
  }, [id, settle]);
  const onLayoutChanged = (layout: Layout): void => {
    if (isPutting.current) return;
    const last = before.current;
    const element = document.getElementById(id);
    const room = element ? roomOf(element, orientation) : 0;
    if (!last || last.panels !== Object.keys(layout).join() || Math.abs(last.room - room) > 1) return settle();
    // Of a low window the library leaves less than was asked for: that is nobody's wish.
    if (!hand.current?.isAtWork() && !isGiving.current) return void (before.current = { ...last, layout });
    const sizes = first();
    const changed = Object.entries(layout).filter(([panel, share]) => panel in sizes && Math.abs(share - last.layout[panel]!) * room > 50);
    before.current = { ...last, layout };
    keptStore.setState((all) => ({ sizes: { ...all.sizes, ...Object.fromEntries(changed.map(([panel, share]) => [panel, Math.round((share * room) / 100)])) } }));
  };
  /** What is changed by `work` is kept as if a hand had done it. */
  const give = useCallback((work: () => void): void => {
    isGiving.current = true;
    work();
    isGiving.current = false;
  }, []);
  return { kept, give, group: { id, orientation, groupRef, onLayoutChanged } };
}
