/** Bars from the bottom of a canvas, one per value; zeros get a mark of their own. */
export interface HistogramLook {
  readonly bar: string;
  /** Colour of the mark of a zero. */
  readonly unused: string;
  readonly marked?: { readonly index: number; readonly color: string } | null;
}
export function drawHistogram(canvas: HTMLCanvasElement, values: ArrayLike<number>, { width, height }: { readonly width: number; readonly height: number }, { bar, unused, marked }: HistogramLook): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context || values.length === 0) return;
  context.scale(ratio, ratio);
  let most = 1;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  const step = width / values.length;
  const gap = step > 4 ? 1 : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const length = value === 0 ? 2 : Math.max(2, (value / most) * (height - 4));
    context.fillStyle = marked?.index === i ? marked.color : value === 0 ? unused : bar;
    context.fillRect(i * step, height - length, Math.max(0.5, step - gap), length);
  }
}
