/** A wave as the least and the greatest sample of each column of pixels. */
export interface Column {
  readonly low: number;
  readonly high: number;
}

/** Of `span` samples, of which those after the end of `samples` are silence; from −1 to 1. */
export function waveColumns(samples: ArrayLike<number>, span: number, columns: number): readonly Column[] {
  return Array.from({ length: columns }, (_, column): Column => {
    const from = Math.floor((column * span) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * span) / columns));
    let [low, high] = [0, 0];
    for (let i = from; i < Math.min(to, samples.length); i++) {
      low = Math.min(low, samples[i]!);
      high = Math.max(high, samples[i]!);
    }
    return { low: Math.max(-1, low), high: Math.min(1, high) };
  });
}

export function drawWave(canvas: HTMLCanvasElement, samples: ArrayLike<number>, span: number, width: number, height: number, color: string): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = color;
  const [middle, unit] = [canvas.height / 2, canvas.height / 2 - 1];
  waveColumns(samples, span, canvas.width).forEach(({ low, high }, x) => context.fillRect(x, middle - high * unit, 1, Math.max(1, (high - low) * unit)));
}
