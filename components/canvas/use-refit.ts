/** When panels give or take room, the graph is fitted again, unless a hand has moved the view since it was. */
import { useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useDocument, useUi } from '@/components/studio-state';
import type { UiState } from '@/components/studio-state/ui-store';
import { freeArea, isFitted, refitView } from '@/components/canvas-state/canvas-view';

/** Panels take their place in steps. */
const SETTLED_MS = 120;

/** How wide the panel over the canvas would be, given the room. */
export const coveredBy = ({ panels, codePlace, codeWidth }: Pick<UiState, 'panels' | 'codePlace' | 'codeWidth'>): number => (panels.code && codePlace === 'over' ? codeWidth : 0);

export function useRefit(): void {
  const id = useDocument((document) => document.id);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const covered = useUi(coveredBy);
  const before = useRef<{ readonly id: string; readonly width: number; readonly height: number } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      const { width: free, height: high } = freeArea();
      const old = before.current;
      before.current = { id, width: free, height: high };
      const isOther = old?.id === id && (old.width !== free || old.height !== high);
      if (isOther && free >= 50 && isFitted()) refitView();
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [id, width, height, covered]);
}
