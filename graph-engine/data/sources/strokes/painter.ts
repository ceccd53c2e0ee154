/** A small grey canvas for painted shapes with soft edges, one over another, values in [0, 1]. Shapes are given in a frame that can be moved and turned. */
export type Shade = number | ((x: number, y: number) => number);

export class Painter {
  readonly grey: Float32Array;
  #x = 0;
  #y = 0;
  #cosine = 1;
  #sine = 0;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.grey = new Float32Array(width * height);
  }

  /** From here on shapes lie around (x, y) of the canvas, turned by `angle`, y downwards. */
  frame(x: number, y: number, angle: number): void {
    [this.#x, this.#y, this.#cosine, this.#sine] = [x, y, Math.cos(angle), Math.sin(angle)];
  }

  /** Paints where `distance`, in pixels, is negative; nothing of it lies further than `reach` from (x, y). */
  region(x: number, y: number, reach: number, distance: (x: number, y: number) => number, shade: Shade, opacity = 1): void {
    const [cosine, sine] = [this.#cosine, this.#sine];
    const middleX = this.#x + x * cosine - y * sine;
    const middleY = this.#y + x * sine + y * cosine;
    const [left, right] = [Math.max(0, Math.floor(middleX - reach - 1)), Math.min(this.width, Math.ceil(middleX + reach + 1))];
    const [top, bottom] = [Math.max(0, Math.floor(middleY - reach - 1)), Math.min(this.height, Math.ceil(middleY + reach + 1))];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const dx = column + 0.5 - this.#x;
        const dy = row + 0.5 - this.#y;
        const u = dx * cosine + dy * sine;
        const v = dy * cosine - dx * sine;
        const cover = opacity * Math.min(1, Math.max(0, 0.5 - distance(u, v)));
        if (cover <= 0) continue;
        const at = row * this.width + column;
        this.grey[at] = this.grey[at]! * (1 - cover) + cover * (typeof shade === 'number' ? shade : shade(u, v));
      }
    }
  }

  ellipse(x: number, y: number, width: number, height: number, shade: Shade, opacity = 1): void {
    this.region(x, y, Math.max(width, height), ellipse(x, y, width, height), shade, opacity);
  }

  /** The line around an ellipse, of that radius. */
  ring(x: number, y: number, width: number, height: number, radius: number, shade: Shade, opacity = 1): void {
    const inside = ellipse(x, y, width, height);
    this.region(x, y, Math.max(width, height) + radius, (u, v) => Math.abs(inside(u, v)) - radius, shade, opacity);
  }

  /** A line through points x, y, x, y, …, with a round pen. */
  line(points: readonly number[], radius: number, shade: Shade, opacity = 1): void {
    const [x, y] = [points[0]!, points[1]!];
    let reach = 0;
    for (let i = 2; i < points.length; i += 2) reach = Math.max(reach, Math.hypot(points[i]! - x, points[i + 1]! - y));
    this.region(x, y, reach + radius, (u, v) => toLine(points, u, v) - radius, shade, opacity);
  }

  writeBytes(out: Uint8Array, offset: number): void {
    for (let i = 0; i < this.grey.length; i++) out[offset + i] = Math.min(255, Math.max(0, Math.round(255 * this.grey[i]!)));
  }
}

/** Distance to an ellipse, near enough where it is small. */
const ellipse = (x: number, y: number, width: number, height: number) => {
  const least = Math.min(width, height);
  return (u: number, v: number): number => {
    const across = (u - x) / width;
    const down = (v - y) / height;
    return (Math.sqrt(across * across + down * down) - 1) * least;
  };
};

function toLine(points: readonly number[], x: number, y: number): number {
  let least = Infinity;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const x0 = points[i]!;
    const y0 = points[i + 1]!;
    const dx = points[i + 2]! - x0;
    const dy = points[i + 3]! - y0;
    const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / Math.max(1e-9, dx * dx + dy * dy)));
    const ex = x - x0 - along * dx;
    const ey = y - y0 - along * dy;
    least = Math.min(least, ex * ex + ey * ey);
  }
  return Math.sqrt(least);
}
