/** When panels give or take room, or cards grow with the first step, the graph is fitted again, unless a hand has moved the view since it was. */
import { useStore, type ReactFlowState } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useDocument } from '@/components/studio-state';
import { freeArea, isFitted, refitView } from '@/components/canvas-state/canvas-view';
import { useCover } from '@/components/canvas-state/cover';
import { manyNodes } from '@/components/canvas-state/many-nodes';

/** Panels take their place in steps. */
const SETTLED_MS = 120;

/** The Loss has its curve, and more words than one line, soon after a panel came for it; what grows later was unfolded by hand. */
const GROWS_MS = 4_000;

/** Heights of all cards together; of a large graph, which is seen from afar, nothing. */
const heightsOf = ({ nodes, nodeLookup }: ReactFlowState): number => (nodes.length > manyNodes ? 0 : [...nodeLookup.values()].reduce((sum, { measured }) => sum + (measured.height ?? 0), 0));

export function useRefit(): void {
  const id = useDocument((document) => document.id);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const covered = useCover();
  const heights = useStore(heightsOf);
  const before = useRef<{ readonly id: string; readonly width: number; readonly height: number } | null>(null);
  const changed = useRef(-Infinity);
  useEffect(() => {
    const timer = setTimeout(() => {
      const { width: free, height: high } = freeArea();
      const old = before.current;
      before.current = { id, width: free, height: high };
      const isOther = old?.id === id && (old.width !== free || old.height !== high);
      if (isOther) changed.current = performance.now();
      const grows = old?.id === id && performance.now() - changed.current < GROWS_MS;
      if ((isOther || grows) && free >= 50 && isFitted()) refitView();
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [id, width, height, covered, heights]);
}
