/** Lines of a map at round numbers of its axes, with these numbers at the lower and the left border. */
import type { ThemeColors } from '@/components/pictures/use-theme-colors';
import type { Size } from '../use-size';
import type { Viewport } from './viewport';

/** CSS pixels between two lines, at least. */
const APART = 56;

export function drawAxes(context: CanvasRenderingContext2D, { left, top, scale }: Viewport, { width, height }: Size, colors: ThemeColors): void {
  const unit = 10 ** Math.floor(Math.log10(APART / scale));
  const step = [1, 2, 5, 10].map((factor) => factor * unit).find((size) => size * scale >= APART) ?? unit * 10;
  context.strokeStyle = colors('--border');
  context.fillStyle = colors('--text-muted');
  context.font = `${colors('--text-xs')} ${colors('--font-mono')}`;
  context.lineWidth = 1;
  context.beginPath();
  const text = Number.parseFloat(colors('--text-xs'));
  const print = (value: number): string => String(Number((value * step).toPrecision(3))).replace('-', '−');
  for (let i = Math.ceil(-left / scale / step); i * step * scale + left < width; i++) {
    const x = Math.round(i * step * scale + left) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.fillText(print(i), x + 3, height - 4);
  }
  for (let i = Math.ceil((top - height) / scale / step); top - i * step * scale > 0; i++) {
    const y = Math.round(top - i * step * scale) + 0.5;
    context.moveTo(0, y);
    context.lineTo(width, y);
    // The name of the axis stands above, the numbers of the other below.
    if (i !== 0 && y > 2.3 * text + 8 && y < height - 1.6 * text) context.fillText(print(i), 4, y - 3);
  }
  context.stroke();
}
