/** The tabs of the training drawer: one line each; a view is loaded when it is first shown. */
import { ArrowLeftRight, BarChart3, ChartSpline, Columns3, Dices, Gauge, GitCompareArrows, Grid3x3, ScatterChart, SlidersHorizontal, TextCursorInput, TriangleAlert, type LucideIcon } from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Roles } from '@/graph-engine/inspect/roles';
import { hasColumns } from './has-columns';
import { rolesOf } from './previews/use-about';
import { seeksAnomalies } from './seeks-anomalies';
import { maskedLanguageOf } from './texts/hides-tokens';
import { tellsLabels } from './tells-labels';

export interface ViewTab {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly view: ComponentType;
  /** The tab is there where this holds of the document; always, where it is left out. */
  readonly when?: (document: HourglassDocument, analysis: Analysis) => boolean;
}
const has = (role: keyof Roles) => (document: HourglassDocument, analysis: Analysis): boolean => rolesOf(document, analysis)[role] !== null;

export const viewTabs: readonly ViewTab[] = [
  { id: 'losses', title: 'Loss', icon: ChartSpline, view: lazy(async () => ({ default: (await import('./charts/losses-view')).LossesView })) },
  { id: 'reconstructions', title: 'Reconstructions', icon: GitCompareArrows, when: has('output'), view: lazy(async () => ({ default: (await import('./reconstructions-view')).ReconstructionsView })) },
  { id: 'hidden-tokens', title: 'Hidden tokens', icon: TextCursorInput, when: (document, analysis) => maskedLanguageOf(document, analysis) !== null, view: lazy(async () => ({ default: (await import('./texts/hidden-tokens-view')).HiddenTokensView })) },
  { id: 'anomalies', title: 'Anomalies', icon: TriangleAlert, when: seeksAnomalies, view: lazy(async () => ({ default: (await import('./anomalies/anomalies-view')).AnomaliesView })) },
  { id: 'columns', title: 'Columns', icon: Columns3, when: hasColumns, view: lazy(async () => ({ default: (await import('./column-shares-view')).ColumnSharesView })) },
  { id: 'code-map', title: 'Code map', icon: ScatterChart, when: has('code'), view: lazy(async () => ({ default: (await import('./map/code-map-view')).CodeMapView })) },
  { id: 'samples', title: 'Samples', icon: Dices, when: has('code'), view: lazy(async () => ({ default: (await import('./samples-view')).SamplesView })) },
  { id: 'traversal', title: 'Traverse', icon: SlidersHorizontal, when: has('code'), view: lazy(async () => ({ default: (await import('./traversal-view')).TraversalView })) },
  { id: 'interpolation', title: 'Interpolate', icon: ArrowLeftRight, when: has('code'), view: lazy(async () => ({ default: (await import('./interpolation-view')).InterpolationView })) },
  { id: 'code-use', title: 'Codes', icon: BarChart3, when: has('indices'), view: lazy(async () => ({ default: (await import('./code-use-view')).CodeUseView })) },
  { id: 'confusion', title: 'Confusion', icon: Grid3x3, when: tellsLabels, view: lazy(async () => ({ default: (await import('./confusion-view')).ConfusionView })) },
  { id: 'profile', title: 'Profile', icon: Gauge, view: lazy(async () => ({ default: (await import('./profile/profile-view')).ProfileView })) },
];

/** What stands beside the curves where there is room. */
export const besideCurves = ['reconstructions', 'samples'] as const;
