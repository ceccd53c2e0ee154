/** What can be presented: the graph, then each view that applies to it. */
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { viewTabs, type ViewTab } from '@/components/views/view-tabs';

export interface Slide {
  readonly id: string;
  readonly title: string;
  /** Null for the graph. */
  readonly view: ViewTab['view'] | null;
}
/** How long a step takes is for the bench, not for a hall. */
const left = new Set(['profile']);

export const slidesOf = (document: HourglassDocument, analysis: Analysis): readonly Slide[] => [
  { id: 'graph', title: 'Graph', view: null },
  ...viewTabs.filter(({ id, when }) => !left.has(id) && (when?.(document, analysis) ?? true)).map(({ id, title, view }) => ({ id, title, view })),
];
export const neighbour = (slides: readonly Slide[], id: string, by: -1 | 1): Slide => {
  const at = slides.findIndex((slide) => slide.id === id);
  return slides[Math.min(slides.length - 1, Math.max(0, at + by))]!;
};
