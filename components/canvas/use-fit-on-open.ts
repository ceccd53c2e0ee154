/** Shows the graph, whole where it stays legible, when a document is opened, as soon as its nodes are measured and the canvas has its size. */
import { useNodesInitialized, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { getUi, useDocument } from '@/components/studio-state';
import { fitView, leaveView, returnToView } from '@/components/canvas-state/canvas-view';
import { useCover } from '@/components/canvas-state/cover';
import { manyNodes } from '@/components/canvas-state/many-nodes';

/** `drawn`: how many nodes are on the canvas so far. */
export function useFitOnOpen(drawn: number): void {
  const id = useDocument((document) => document.id);
  const empty = useDocument(({ nodes, frames, notes }) => [nodes, frames, notes].every((record) => Object.keys(record).length === 0));
  const count = useDocument(({ nodes }) => Object.keys(nodes).length);
  const complete = drawn >= count;
  const measured = useNodesInitialized();
  const ready = measured || count > manyNodes;
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const covered = useCover();
  const fitted = useRef<{ readonly id: string; readonly until: number } | null>(null);
  useEffect(() => {
    const { presenting } = getUi();
    return () => {
      if (fitted.current && !presenting) leaveView();
    };
  }, []);
  useEffect(() => {
    // What is drawn on an empty canvas stays where the hand put it.
    if (empty) fitted.current = { id, until: 0 };
    if (!ready || width < 50 || height < 50) return;
    if (fitted.current?.id !== id) {
      // After a presentation, and between the rooms of a phone, the hand finds what it left.
      if (!getUi().presenting && returnToView(id)) fitted.current = { id, until: 0 };
      else fitted.current = { id, until: Infinity };
    }
    // The time begins when all is drawn.
    if (complete && fitted.current.until === Infinity) fitted.current = { id, until: Date.now() + 1_500 };
    // Panels beside the canvas, and over it, take their width a moment later.
    if (Date.now() > fitted.current.until) return;
    fitView(undefined, { byItself: true, animate: false });
  }, [id, empty, ready, width, height, covered, complete, count]);
}
