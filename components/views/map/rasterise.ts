/**
 * Discs of many points, drawn into pixels without a graphics card: 50,000 take a few milliseconds, where paths of a canvas take a hundred, and a map holds none
 * of the few contexts of WebGL that a page has. Colours are 0xAABBGGRR, as they lie in an ImageData on the machines that there are.
 */

export interface Raster {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}
export interface Discs {
  /** x, y of each, in pixels of the raster: `x * scale + left`, y upwards. */
  readonly points: Float32Array;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  /** In pixels of the raster. */
  readonly radius: number;
  /** The colour of an item; 0 leaves it out. */
  readonly colors: Uint32Array;
}

/** `#4e79a7` → 0xffa7794e; `share` of it over `ground` */
export function packed(color: string, ground = '#000000', share = 1): number {
  const channel = (text: string, at: number): number => Number.parseInt(text.slice(at, at + 2), 16) || 0;
  const mixed = [1, 3, 5].map((at) => Math.round(share * channel(color, at) + (1 - share) * channel(ground, at)));
  return ((255 << 24) | (mixed[2]! << 16) | (mixed[1]! << 8) | mixed[0]!) >>> 0;
}

interface Stamp {
  /** Runs of pixels that are covered whole: row, first, end. */
  readonly runs: readonly (readonly [row: number, from: number, to: number])[];
  /** Pixels at the rim: row, column, and the share that is covered, of 256. */
  readonly rim: readonly (readonly [row: number, column: number, share: number])[];
}
const stamps = new Map<number, Stamp>();

/** Pixels of a disc about (0, 0), with a rim of one pixel that fades out. */
function stampOf(radius: number): Stamp {
  const known = stamps.get(radius);
  if (known) return known;
  const reach = Math.ceil(radius + 0.5);
  const runs: [number, number, number][] = [];
  const rim: [number, number, number][] = [];
  for (let row = -reach; row <= reach; row++) {
    let [from, to] = [1, 0];
    for (let column = -reach; column <= reach; column++) {
      const share = Math.min(1, radius + 0.5 - Math.hypot(row, column));
      if (share >= 1) [from, to] = from > to ? [column, column] : [from, column];
      else if (share > 0) rim.push([row, column, Math.round(share * 256)]);
    }
    if (from <= to) runs.push([row, from, to]);
  }
  const stamp = { runs, rim };
  stamps.set(radius, stamp);
  return stamp;
}

/** `share` of 256 of `color` over `under`, which may be transparent. */
function over(under: number, color: number, share: number): number {
  const alpha = under >>> 24;
  if (alpha === 0) return ((share === 256 ? 255 : share) << 24) | (color & 0xffffff);
  const mix = (shift: number): number => ((((under >>> shift) & 255) * (256 - share) + ((color >>> shift) & 255) * share) >>> 8) << shift;
  return ((alpha + (((255 - alpha) * share) >>> 8)) << 24) | mix(16) | mix(8) | mix(0);
}

/** Clears the raster and draws the items in their order, the later over the earlier; gives how many lie within. */
export function rasterise({ pixels, width, height }: Raster, { points, scale, left, top, radius, colors }: Discs): number {
  pixels.fill(0);
  const { runs, rim } = stampOf(radius);
  const reach = Math.ceil(radius + 0.5);
  let drawn = 0;
  for (let item = 0; item < colors.length; item++) {
    const color = colors[item]!;
    if (color === 0) continue;
    const x = Math.round(points[2 * item]! * scale + left);
    const y = Math.round(top - points[2 * item + 1]! * scale);
    if (!(x > reach && x < width - reach - 1 && y > reach && y < height - reach - 1)) continue;
    drawn++;
    for (const [row, from, to] of runs) {
      const at = (y + row) * width + x;
      for (let column = from; column <= to; column++) pixels[at + column] = color;
    }
    for (const [row, column, share] of rim) {
      const at = (y + row) * width + x + column;
      pixels[at] = over(pixels[at]!, color, share);
    }
  }
  return drawn;
}
