/** What a chart of uPlot shows besides its curves: the stages of the run as bands, and levels to beat as dotted lines. */
import type uPlot from 'uplot';
import type { Progress } from '@/graph-engine/training/protocol';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';
import { seriesToken } from '@/components/ui/series-color';
import type { Level } from './chart-groups';
import { freePlace, rectOf, type Place, type Point, type Rect } from './free-place';

/** In CSS pixels: larger in a presentation. */
const textSize = (colors: ThemeColors): number => Number.parseFloat(colors('--text-xs'));
const ratioOf = (): number => globalThis.devicePixelRatio || 1;
const print = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');

function fitted(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  const { width } = ctx.measureText(text);
  return width <= room ? text : `${text.slice(0, Math.max(0, Math.floor((text.length * room) / Math.max(1, width)) - 1))}…`;
}

/** A band over the curves for each stage, with its name; every second one is shaded. */
export function drawStages({ ctx, bbox: { left, top, width, height }, scales, valToPos }: uPlot, stages: Progress['stages'], colors: ThemeColors): void {
  const [low, high] = [scales['x']?.min ?? 0, scales['x']?.max ?? 0];
  const ratio = ratioOf();
  ctx.save();
  const text = textSize(colors);
  ctx.font = `${text * ratio}px ${colors('--font')}`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  for (const [index, { name, from, to, isNow }] of stages.entries()) {
    const [start, end] = [Math.max(from, low), Math.min(to, high)].map((step) => Math.min(left + width, Math.max(left, valToPos(step, 'x', true)))) as [number, number];
    if (to <= low || from >= high || end <= start) continue;
    ctx.fillStyle = colors('--border');
    ctx.globalAlpha = index % 2 === 0 ? 0.22 : 0.45;
    ctx.fillRect(start, top, end - start, height);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colors(isNow ? '--text' : '--text-muted');
    const room = end - start - 8 * ratio;
    if (room > 12 * ratio) ctx.fillText(fitted(ctx, name, room), start + 4 * ratio, top + 2 * ratio);
  }
  ctx.restore();
}

/** CSS pixels from a name to the side of the chart. */
const GAP = 5;
/** At most, along a curve: enough to see where it runs. */
const SEEN = 200;
/** Where the shown curves run. */
function pointsOf({ data: [steps, ...curves], series, valToPos }: uPlot): readonly Point[] {
  const every = Math.max(1, Math.ceil(steps.length / SEEN));
  const seen = Array.from({ length: Math.ceil(steps.length / every) }, (_, at) => at * every);
  return curves.flatMap((values, index) => (series[index + 1]?.show ? seen.flatMap((row): Point[] => (typeof values[row] === 'number' ? [[valToPos(steps[row]!, 'x', true), valToPos(values[row], 'y', true)]] : [])) : []));
}

/** A dotted line at each level with its name and figure; one beyond the axis is named at the edge, with an arrow. */
export function drawLevels(plot: uPlot, levels: readonly Level[], colors: ThemeColors): void {
  const { ctx, bbox: { left, top, width, height }, scales } = plot;
  const [low, high] = [scales['y']?.min ?? 0, scales['y']?.max ?? 1];
  const ratio = ratioOf();
  ctx.save();
  const text = textSize(colors);
  ctx.font = `${text * ratio}px ${colors('--font')}`;
  ctx.textAlign = 'right';
  let edges = 0;
  const names: Rect[] = [];
  const points = levels.length > 0 ? pointsOf(plot) : [];
  const room: Rect = { left, right: left + width, top, bottom: top + height };
  const sizeOf = (words: string) => ({ width: ctx.measureText(words).width, height: text * 1.3 * ratio });
  const dots = [2 * ratio, 4 * ratio];
  /** On a ground of its own, so that a curve behind it does not strike it through. */
  const write = (words: string, x: number, y: number): void => {
    ctx.setLineDash([]);
    ctx.lineWidth = 4 * ratio;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = colors('--surface');
    ctx.strokeText(words, x, y);
    ctx.fillText(words, x, y);
  };
  const isBeyond = ({ value }: Level): boolean => value < low || value > high;
  const colorOf = ({ order }: Level): string => colors(order === null ? '--text-muted' : seriesToken(order));
  // Every line before any name: none strikes through a name that stands on it.
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash(dots);
  for (const level of levels.filter((one) => !isBeyond(one))) {
    const y = plot.valToPos(level.value, 'y', true);
    ctx.strokeStyle = colorOf(level);
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
  }
  // Those at the edge first: one on the axis makes room for their names. Then from the highest down: its name stands above that of the next.
  for (const level of levels.toSorted((a, b) => Number(isBeyond(b)) - Number(isBeyond(a)) || b.value - a.value)) {
    const { name, value } = level;
    const words = `${name} ${print(value)}`;
    ctx.fillStyle = colorOf(level);
    if (isBeyond(level)) {
      const place: Place = { align: 'right', baseline: value > high ? 'top' : 'bottom', away: 0 };
      const said = `${value > high ? '↑' : '↓'} ${words}`;
      const away = (2 + text * 1.3 * edges++) * ratio;
      const edge = value > high ? top + away : top + height - away;
      ctx.textBaseline = place.baseline;
      write(said, left + width - 4 * ratio, edge);
      names.push(rectOf(place, edge, sizeOf(said), room, GAP * ratio));
      continue;
    }
    const y = plot.valToPos(value, 'y', true);
    const place = freePlace(y, sizeOf(words), room, GAP * ratio, points, names);
    const rect = rectOf(place, y, sizeOf(words), room, GAP * ratio);
    names.push(rect);
    ctx.textBaseline = place.baseline;
    ctx.textAlign = place.align;
    write(words, rect[place.align], place.baseline === 'top' ? rect.top + 2 * ratio : rect.bottom - 2 * ratio);
    ctx.textAlign = 'right';
  }
  ctx.restore();
}
