/** A small grey canvas for pen strokes: round pen of changing width, soft edges, values in [0, 1]. */
export class Raster {
  readonly ink: Float32Array;
  readonly #row: Float32Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.ink = new Float32Array(width * height);
    this.#row = new Float32Array(Math.max(width, height));
  }

  clear(): void {
    this.ink.fill(0);
  }

  /** A segment in pixel coordinates (centre of the first pixel at 0.5), its pen radius going from r0 to r1. */
  segment(x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): void {
    const reach = Math.max(r0, r1) + 0.5;
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
    const right = Math.min(this.width - 1, Math.ceil(Math.max(x0, x1) + reach));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
    const bottom = Math.min(this.height - 1, Math.ceil(Math.max(y0, y1) + reach));
    const dx = x1 - x0;
    const dy = y1 - y0;
    const inverse = 1 / Math.max(1e-9, dx * dx + dy * dy);
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const px = x + 0.5 - x0;
        const py = y + 0.5 - y0;
        const t = Math.min(1, Math.max(0, (px * dx + py * dy) * inverse));
        const ex = px - t * dx;
        const ey = py - t * dy;
        const coverage = r0 + t * (r1 - r0) + 0.5 - Math.sqrt(ex * ex + ey * ey);
        const at = y * this.width + x;
        if (coverage > this.ink[at]!) this.ink[at] = Math.min(1, coverage);
      }
    }
  }

  /** Spreads `side` of each pixel's ink to each neighbour, first along rows, then along columns. */
  blur(side: number): void {
    for (let y = 0; y < this.height; y++) this.#blurLine(y * this.width, 1, this.width, side);
    for (let x = 0; x < this.width; x++) this.#blurLine(x, this.width, this.height, side);
  }

  #blurLine(start: number, stride: number, length: number, side: number): void {
    const { ink } = this;
    const row = this.#row;
    for (let i = 0; i < length; i++) row[i] = ink[start + i * stride]!;
    for (let i = 0; i < length; i++) {
      const before = i > 0 ? row[i - 1]! : 0;
      const after = i + 1 < length ? row[i + 1]! : 0;
      ink[start + i * stride] = (1 - 2 * side) * row[i]! + side * (before + after);
    }
  }

  /** Writes the ink as bytes, full from 1 / `contrast` on. */
  writeBytes(out: Uint8Array, offset: number, contrast: number): void {
    for (let i = 0; i < this.ink.length; i++) out[offset + i] = Math.min(255, Math.round(255 * contrast * this.ink[i]!));
  }
}
