/** Where things lie on a turned head, and how light falls on it. All in pixels around the middle of the head, before it is tilted. */
import type { Face } from './face';

export interface Spot {
  readonly x: number;
  readonly y: number;
  /** By how much what lies there looks narrower from the side; 0 where it cannot be seen. */
  readonly narrow: number;
}

export class Head {
  readonly width: number;
  readonly height: number;
  readonly #sine: number;
  readonly #cosine: number;

  constructor(readonly face: Face) {
    // Children have round heads.
    this.width = face.person.width * (1.03 - 0.03 * face.age);
    this.height = face.person.height * (0.95 + 0.05 * Math.min(1, 3 * face.age));
    this.#sine = Math.sin(face.turn);
    this.#cosine = Math.cos(face.turn);
  }

  /** A spot on the head, `u` from −1 to 1 across and `v` from −1 to 1 down when it looks ahead; `out`: how far it stands out, 1 for the skin. */
  at(u: number, v: number, out = 1): Spot {
    const depth = Math.sqrt(Math.max(0, 1 - u * u - 0.5 * v * v));
    return {
      x: this.width * (u * this.#cosine + out * depth * this.#sine),
      y: this.height * v,
      narrow: Math.max(0, Math.min(1, this.#cosine - (u / Math.max(0.3, depth)) * this.#sine)),
    };
  }

  /** Distance to the outline of skull and chin, in pixels, of a head that is larger by `more`. */
  outline(x: number, y: number, more = 0): number {
    const down = Math.max(0, y / this.height);
    const chin = 1 - (0.3 - 0.08 * this.face.age) * down * down;
    const width = (this.width + more) * chin;
    const height = this.height + more;
    return (Math.sqrt((x * x) / (width * width) + (y * y) / (height * height)) - 1) * width;
  }

  /** A tone as the light has it there. */
  lit(tone: number, x: number, y: number): number {
    const across = Math.max(-1, Math.min(1, x / this.width));
    const down = Math.max(-1, Math.min(1, y / this.height));
    const facing = Math.sqrt(Math.max(0, 1 - 0.6 * across * across - 0.4 * down * down));
    return tone * (0.72 + 0.28 * facing) * (1 + 0.32 * this.face.light * across);
  }
}
