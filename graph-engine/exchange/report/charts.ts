/** Curves of a run as SVG, a chart for each unit: solid while training, dashed where held out, dotted the baselines. */
import type { Baselines } from '../../inspect/baselines/types';
import { plotOf, type PlotCurve } from '../../inspect/plot';
import { figureWords, type Figure } from '../../program/figures';
import type { Metrics } from '../../training/protocol';
import { escaped } from './escape';

const SIZE = { width: 620, height: 260 } as const;
const COLORS = 6;

interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly terms: readonly string[];
}
function chartsOf(rows: readonly Metrics[], figures: readonly Figure[]): readonly Chart[] {
  const all = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  // A total that is its one term says nothing more.
  const terms = rows.every(({ values }) => Object.values(values).every((value) => value === values['loss'])) && all.length > 1 ? all.filter((term) => term !== 'loss') : all;
  const by = new Map<string, { unit: string; terms: string[] }>();
  for (const term of terms) {
    const figure = figures.find(({ name }) => name === term);
    const unit = figure?.unit ?? '';
    const key = `${figure?.isGame ? 'game ' : ''}${unit}`;
    const chart = by.get(key) ?? { unit, terms: [] };
    by.set(key, chart);
    chart.terms.push(term);
  }
  return [...by.values()].map(({ unit, terms: own }) => ({ title: own.map((term) => figureWords(term)).join(', '), unit, terms: own }));
}
const curvesOf = (rows: readonly Metrics[], terms: readonly string[]): readonly PlotCurve[] =>
  terms.flatMap((term) =>
    (['train', 'validation'] as const).flatMap((set) => {
      const points = rows.flatMap((row): [number, number][] => (row.set === set && row.values[term] !== undefined ? [[row.step, row.values[term]!]] : []));
      return points.length > 0 ? [{ key: `${set} ${term}`, points }] : [];
    }),
  );

export function chartsHtml(rows: readonly Metrics[], figures: readonly Figure[], baselines: Baselines | null): string {
  return chartsOf(rows, figures)
    .map(({ title, unit, terms }) => {
      const levels = baselines && terms.includes(baselines.term) ? baselines.figures.map(({ title: name, value }) => ({ name, value })) : [];
      const plot = plotOf(curvesOf(rows, terms), levels, SIZE);
      const { left, right, top, bottom } = plot;
      const color = (key: string): string => `var(--series-${(terms.indexOf(key.slice(key.indexOf(' ') + 1)) % COLORS) + 1})`;
      const legend = terms.map((term) => `<span><i style="background:${color(`train ${term}`)}"></i>${escaped(figureWords(term))}</span>`).join('');
      return `<figure><figcaption><b>${escaped(title)}</b> ${escaped(unit)}<span class="legend">${legend}</span></figcaption><svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${escaped(`${title}, ${unit}`)}">${[
        ...plot.y.map(({ at, text }) => `<line x1="${left}" x2="${right}" y1="${at}" y2="${at}" stroke="var(--line)"/><text x="${left - 6}" y="${at + 4}" text-anchor="end">${text}</text>`),
        ...plot.x.map(({ at, text }) => `<text x="${at}" y="${bottom + 16}" text-anchor="middle">${text}</text>`),
        `<text x="${left - 10}" y="${bottom + 16}" text-anchor="end">step</text>`,
        ...plot.levels.map(({ name, at }) => `<line x1="${left}" x2="${right}" y1="${at}" y2="${at}" stroke="var(--faint)" stroke-dasharray="2 4"/><text x="${right}" y="${at - 4}" text-anchor="end">${escaped(name)}</text>`),
        `<svg x="0" y="${top}" width="${SIZE.width}" height="${bottom - top}" viewBox="0 ${top} ${SIZE.width} ${bottom - top}">${plot.paths.map(({ key, d }) => `<path d="${d}" fill="none" stroke="${color(key)}" stroke-width="${key.startsWith('train') ? 1.4 : 2}"${key.startsWith('train') ? '' : ' stroke-dasharray="6 4"'}/>`).join('')}</svg>`,
      ].join('')}</svg>${plot.cut === null ? '' : `<small>Values up to ${plot.cut.toPrecision(3)} are beyond the axis.</small>`}</figure>`;
    })
    .join('');
}
