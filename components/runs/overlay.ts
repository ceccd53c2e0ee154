/** Which curves of several runs share an axis: those of one unit and one term, with the baselines that they have in common or alone. */
import type { PlotCurve, PlotLevel } from '@/graph-engine/inspect/plot';
import type { Metrics } from '@/graph-engine/training/protocol';
import type { RunInfo } from '@/components/training/run-history';
import { termTitle } from '@/components/views/charts/term-title';

export interface OverlayCurve extends PlotCurve {
  readonly run: string;
  /** Of the run, for its colour. */
  readonly order: number;
  readonly set: Metrics['set'];
}
export interface Overlay {
  readonly title: string;
  readonly unit: string;
  readonly curves: readonly OverlayCurve[];
  readonly levels: readonly PlotLevel[];
}

/** The total comes first, then terms, then games, in which no curve goes to its least, and last what is only counted. */
export function overlaid(runs: readonly RunInfo[], rows: readonly (readonly Metrics[])[]): readonly Overlay[] {
  const overlays = new Map<string, { title: string; unit: string; curves: OverlayCurve[]; levels: Map<string, PlotLevel>; rank: number }>();
  runs.forEach((info, order) => {
    const figures = new Map(info.about?.figures.map((figure) => [figure.name, figure]));
    const terms = [...new Set((rows[order] ?? []).flatMap(({ values }) => Object.keys(values)))];
    // A total that is its only term says nothing more.
    const shown = terms.length === 2 && terms.includes('loss') ? terms.filter((term) => term !== 'loss') : terms;
    for (const term of shown) {
      const figure = figures.get(term);
      const unit = figure?.unit ?? '';
      const key = `${term} ${unit}`;
      const overlay = overlays.get(key) ?? { title: termTitle(term), unit, curves: [], levels: new Map<string, PlotLevel>(), rank: figure?.isGame ? 2 : figure?.kind === 'metric' ? 3 : term === 'loss' ? 0 : 1 };
      overlays.set(key, overlay);
      for (const set of ['train', 'validation'] as const) {
        const points = rows[order]!.flatMap((row): [number, number][] => (row.set === set && row.values[term] !== undefined ? [[row.step, row.values[term]!]] : []));
        if (points.length > 0) overlay.curves.push({ key: `${info.document} ${info.run} ${set}`, run: info.run, order, set, points });
      }
      if (info.baselines?.term === term && info.baselines.unit === unit) for (const { title, value } of info.baselines.figures) overlay.levels.set(title, { name: title, value });
    }
  });
  return [...overlays.values()].toSorted((a, b) => a.rank - b.rank).map(({ title, unit, curves, levels }) => ({ title, unit, curves, levels: [...levels.values()] }));
}
