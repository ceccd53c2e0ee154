/** Shows the whole graph when a document is opened, as soon as its nodes are measured and the canvas has its size. */
import { useNodesInitialized, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useDocument } from '@/components/studio-state';
import { canvasView } from './canvas-view';

export function useFitOnOpen(): void {
  const id = useDocument((document) => document.id);
  const measured = useNodesInitialized();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fitted = useRef<{ readonly id: string; readonly until: number } | null>(null);
  useEffect(() => {
    if (!measured || width < 50 || height < 50) return;
    if (fitted.current?.id !== id) fitted.current = { id, until: Date.now() + 1_500 };
    // Panels beside the canvas take their width a moment later.
    if (Date.now() > fitted.current.until) return;
    void canvasView()?.flow.fitView({ padding: 0.05, maxZoom: 1, minZoom: 0.1 });
  }, [id, measured, width, height]);
}
