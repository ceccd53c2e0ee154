/** Two histograms over one axis, half transparent. */
const BINS = 38;

export interface ScoreBins {
  readonly real: readonly number[];
  readonly fake: readonly number[];
}
export function binScores(real: Float32Array, fake: Float32Array): ScoreBins {
  let [low, high] = [Infinity, -Infinity];
  for (const values of [real, fake]) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const width = (high - low || 1) / BINS;
  const count = (values: Float32Array): readonly number[] => {
    const bins = Array.from({ length: BINS }, () => 0);
    for (const value of values) if (Number.isFinite(value)) bins[Math.min(BINS - 1, Math.floor((value - low) / width))]!++;
    return bins;
  };
  return { real: count(real), fake: count(fake) };
}

export function drawScores(canvas: HTMLCanvasElement, bins: ScoreBins, { width, height }: { readonly width: number; readonly height: number }, colors: { readonly real: string; readonly fake: string }): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  context.globalAlpha = 0.7;
  const most = Math.max(1, ...bins.real, ...bins.fake);
  const step = width / BINS;
  for (const side of ['real', 'fake'] as const) {
    context.fillStyle = colors[side];
    bins[side].forEach((count, bin) => {
      const length = (count / most) * (height - 2);
      context.fillRect(bin * step, height - length, step - 1, length);
    });
  }
}
