/** When panels give or take room, the graph is fitted again, unless a hand has moved the view since it was. */
import { useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useDocument } from '@/components/studio-state';
import { freeArea, isFitted, refitView } from '@/components/canvas-state/canvas-view';
import { useCover } from '@/components/canvas-state/cover';

/** Panels take their place in steps. */
const SETTLED_MS = 120;

export function useRefit(): void {
  const id = useDocument((document) => document.id);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const covered = useCover();
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
