/** What can be presented: the graph, in parts where it is large, then each view that applies to it. */
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { viewTabs, type ViewTab } from '@/components/views/view-tabs';

export interface Slide {
  readonly id: string;
  readonly title: string;
  /** Null for the graph. */
  readonly view: ViewTab['view'] | null;
  /** Of the graph, from 0. */
  readonly part: number;
}
/** How long a step takes is for the bench, not for a hall. */
const left = new Set(['profile']);

export const slidesOf = (document: HourglassDocument, analysis: Analysis, parts = 1): readonly Slide[] => [
  ...Array.from({ length: parts }, (_, part): Slide => ({ id: part === 0 ? 'graph' : `graph ${part + 1}`, title: parts === 1 ? 'Graph' : `Graph ${part + 1}/${parts}`, view: null, part })),
  ...viewTabs.filter(({ id, when }) => !left.has(id) && (when?.(document, analysis) ?? true)).map(({ id, title, view }) => ({ id, title, view, part: 0 })),
];
export const neighbour = (slides: readonly Slide[], id: string, by: -1 | 1): Slide => {
  const at = slides.findIndex((slide) => slide.id === id);
  return slides[Math.min(slides.length - 1, Math.max(0, at + by))]!;
};
