/** Words on the cards are as large on the screen as those around the graph, whatever it is zoomed to. Stands within the canvas. */
import { useStore, type ReactFlowState } from '@xyflow/react';
import { useLayoutEffect } from 'react';

/** Of the presentation, in CSS pixels of the screen; and of a card, in those of the canvas: a name has no more room. */
const [SIZE, LARGEST] = [20, 34] as const;

const zoomOf = ({ transform }: ReactFlowState): number => transform[2];

export function GraphText() {
  const zoom = useStore(zoomOf);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    // Rounded up, so that nothing is a hair below it.
    style.setProperty('--graph-text', `${Math.min(LARGEST, Math.ceil((100 * SIZE) / zoom) / 100)}px`);
    return () => void style.removeProperty('--graph-text');
  }, [zoom]);
  return null;
}
