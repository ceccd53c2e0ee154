/** A graph that was all in sight stays so when a panel takes room from the canvas, beside it or over it; what was zoomed into is left alone. */
import { useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useDocument, useUi } from '@/components/studio-state';
import type { UiState } from '@/components/studio-state/ui-store';
import { fitView, freeArea, isWhole } from '@/components/canvas-state/canvas-view';

/** Panels take their place in steps. */
const SETTLED_MS = 120;

interface Room {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** How wide the panel over the canvas would be, given the room. */
export const coveredBy = ({ panels, codePlace, codeWidth }: Pick<UiState, 'panels' | 'codePlace' | 'codeWidth'>): number => (panels.code && codePlace === 'over' ? codeWidth : 0);

export function useRefit(): void {
  const id = useDocument((document) => document.id);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const covered = useUi(coveredBy);
  const before = useRef<Room | null>(null);
  /** The view was made smaller here, and may grow again with the room. */
  const fitted = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      const now = { id, ...freeArea() };
      const old = before.current;
      before.current = now;
      if (!old || old.id !== id || now.width < 50 || (old.width === now.width && old.height === now.height)) return;
      const wasWhole = isWhole(old.width, old.height);
      const grows = fitted.current && wasWhole && now.width >= old.width && now.height >= old.height;
      if (!grows && (!wasWhole || isWhole(now.width, now.height))) return;
      fitted.current = !grows;
      fitView();
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [id, width, height, covered]);
}
