/** What a chart of uPlot shows besides its curves: the stages of the run as bands, and levels to beat as dotted lines. */
import type uPlot from 'uplot';
import type { Progress } from '@/graph-engine/training/protocol';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';
import { seriesToken } from '@/components/ui/series-color';
import type { Level } from './chart-groups';

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

/** A dotted line at each level with its name and figure; one beyond the axis is named at the edge, with an arrow. */
export function drawLevels({ ctx, bbox: { left, top, width, height }, scales, valToPos }: uPlot, levels: readonly Level[], colors: ThemeColors): void {
  const [low, high] = [scales['y']?.min ?? 0, scales['y']?.max ?? 1];
  const ratio = ratioOf();
  ctx.save();
  const text = textSize(colors);
  ctx.font = `${text * ratio}px ${colors('--font')}`;
  ctx.textAlign = 'right';
  let edges = 0;
  const named: number[] = [];
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
  // Those at the edge first: one on the axis makes room for their names.
  for (const level of levels.toSorted((a, b) => Number(isBeyond(b)) - Number(isBeyond(a)))) {
    const { name, value, order } = level;
    const words = `${name} ${print(value)}`;
    const color = colors(order === null ? '--text-muted' : seriesToken(order));
    ctx.fillStyle = color;
    if (isBeyond(level)) {
      ctx.textBaseline = value > high ? 'top' : 'bottom';
      const away = (2 + text * 1.3 * edges++) * ratio;
      write(`${value > high ? '↑' : '↓'} ${words}`, left + width - 4 * ratio, value > high ? top + away : top + height - away);
      named.push(value > high ? top + away : top + height - away);
      continue;
    }
    const y = valToPos(value, 'y', true);
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash(dots);
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
    const below = y - top < text * 1.5 * ratio;
    // Levels that lie close are named at the two ends.
    const isTaken = named.some((other) => Math.abs(other - y) < text * 3 * ratio);
    named.push(y);
    ctx.textBaseline = below ? 'top' : 'bottom';
    ctx.textAlign = isTaken ? 'left' : 'right';
    write(words, isTaken ? left + 6 * ratio : left + width - 4 * ratio, y + (below ? 2 : -2) * ratio);
    ctx.textAlign = 'right';
  }
  ctx.restore();
}
