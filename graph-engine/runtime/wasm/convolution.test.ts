/** Convolution and its two gradients against plain loops in float64: odd sizes, strides, paddings, threads, every build. */
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../random/counter';
import { Opcode } from './assembly/opcodes';
import { BLOCK_DEPTH, SCRATCH_BYTES } from './assembly/scratch';
import { distance, Machine, sameWords } from './testing/machine.node';

const SEED = 20_261_125;

interface Sizes {
  batch: number;
  h: number;
  w: number;
  c: number;
  oh: number;
  ow: number;
  oc: number;
  kh: number;
  kw: number;
  sh: number;
  sw: number;
  padTop: number;
  padLeft: number;
}

/** Calls `visit` for every product of the convolution, with the indices of input, filter and output. */
function eachProduct(s: Sizes, visit: (x: number, w: number, y: number) => void): void {
  for (let b = 0; b < s.batch; b++) {
    for (let oy = 0; oy < s.oh; oy++) {
      for (let ox = 0; ox < s.ow; ox++) {
        for (let ky = 0; ky < s.kh; ky++) {
          for (let kx = 0; kx < s.kw; kx++) {
            const iy = oy * s.sh + ky - s.padTop;
            const ix = ox * s.sw + kx - s.padLeft;
            if (iy < 0 || ix < 0 || iy >= s.h || ix >= s.w) continue;
            for (let i = 0; i < s.c; i++) {
              for (let o = 0; o < s.oc; o++) {
                visit(((b * s.h + iy) * s.w + ix) * s.c + i, ((ky * s.kw + kx) * s.c + i) * s.oc + o, ((b * s.oh + oy) * s.ow + ox) * s.oc + o);
              }
            }
          }
        }
      }
    }
  }
}

describe.each(['plain', 'relaxed', 'plain-threads', 'relaxed-threads'] as const)(`convolution, %s build, seed ${SEED}`, (build) => {
  const machine = new Machine(build);
  afterAll(() => machine.close());
  const random = new Random(SEED);
  const pick = (list: readonly number[]) => list[Math.floor(random.uniform() * list.length)]!;
  const numbers = (count: number) => Float32Array.from({ length: count }, () => random.uniform(-1, 1));

  function check(s: Sizes): void {
    machine.reset();
    const x = machine.place(numbers(s.batch * s.h * s.w * s.c));
    const w = machine.place(numbers(s.kh * s.kw * s.c * s.oc));
    const dy = machine.place(numbers(s.batch * s.oh * s.ow * s.oc));
    const y = new Float64Array(dy.floats.length);
    const dx = new Float64Array(x.floats.length);
    const dw = new Float64Array(w.floats.length);
    eachProduct(s, (xi, wi, yi) => {
      y[yi]! += x.floats[xi]! * w.floats[wi]!;
      dx[xi]! += dy.floats[yi]! * w.floats[wi]!;
      dw[wi]! += x.floats[xi]! * dy.floats[yi]!;
    });
    const [relu, biased] = [random.uniform() < 0.5, random.uniform() < 0.5];
    const bias = machine.place(numbers(Math.max(s.c, s.oc)));
    const finished = (product: Float64Array, columns: number) => product.map((sum, i) => {
      const whole = sum + (biased ? bias.floats[i % columns]! : 0);
      return relu ? Math.max(whole, 0) : whole;
    });
    const extras = [biased ? bias.address : 0, Number(relu)];
    for (const [name, opcode, expected, first, second] of [
      ['conv2d', Opcode.Conv2d, finished(y, s.oc), x, w],
      ['convInputGrad', Opcode.ConvInputGrad, finished(dx, s.c), dy, w],
      ['convFilterGrad', Opcode.ConvFilterGrad, dw, x, dy],
    ] as const) {
      const [alone, together] = [1, machine.threads].map((parts) => {
        const out = machine.room(expected.length);
        machine.run(opcode, [out.address, first.address, second.address, ...Object.values(s), machine.scratch.address, SCRATCH_BYTES, ...extras], parts);
        expect(distance(out.floats, expected), `${name} ${JSON.stringify(s)} on ${parts}`).toBeLessThan(5e-6);
        return out;
      });
      expect(sameWords(alone!.ints, together!.ints), `${name} ${JSON.stringify(s)} by threads`).toBe(true);
    }
  }

  it('agrees with float64 loops at random sizes', () => {
    for (let i = 0; i < 150; i++) {
      const [kh, kw, sh, sw] = [pick([1, 2, 3, 5]), pick([1, 2, 3, 4]), pick([1, 2, 3]), pick([1, 2, 3])];
      const [h, w] = [kh + pick([0, 1, 4, 7]), kw + pick([0, 1, 3, 8])];
      const same = random.uniform() < 0.6;
      const [oh, ow] = same ? [Math.ceil(h / sh), Math.ceil(w / sw)] : [Math.floor((h - kh) / sh) + 1, Math.floor((w - kw) / sw) + 1];
      const before = (size: number, out: number, kernel: number, stride: number) => Math.floor(Math.max(0, (out - 1) * stride + kernel - size) / 2);
      check({
        batch: pick([1, 2, 3]),
        h,
        w,
        c: pick([1, 1, 2, 3, 4, 5, 8, 16]),
        oh,
        ow,
        oc: pick([1, 1, 2, 3, 4, 7, 8, 16, 17]),
        kh,
        kw,
        sh,
        sw,
        padTop: same ? before(h, oh, kh, sh) : 0,
        padLeft: same ? before(w, ow, kw, sw) : 0,
      });
    }
  });

  it('agrees where sizes pass the block limits', () => {
    check({ batch: 1, h: 4, w: 5, c: BLOCK_DEPTH + 16, oh: 4, ow: 5, oc: 9, kh: 2, kw: 1, sh: 1, sw: 1, padTop: 0, padLeft: 0 });
    check({ batch: 1, h: 4, w: 4, c: 9, oh: 2, ow: 2, oc: BLOCK_DEPTH + 16, kh: 3, kw: 3, sh: 2, sw: 2, padTop: 0, padLeft: 0 });
    check({ batch: 2, h: 12, w: 20, c: 64, oh: 12, ow: 20, oc: 6, kh: 3, kw: 3, sh: 1, sw: 1, padTop: 1, padLeft: 1 });
  });

  it('agrees in the shapes of a small image autoencoder', () => {
    check({ batch: 3, h: 28, w: 28, c: 1, oh: 14, ow: 14, oc: 16, kh: 3, kw: 3, sh: 2, sw: 2, padTop: 0, padLeft: 0 });
    check({ batch: 3, h: 14, w: 14, c: 16, oh: 7, ow: 7, oc: 32, kh: 3, kw: 3, sh: 2, sw: 2, padTop: 0, padLeft: 0 });
    check({ batch: 1, h: 1, w: 50, c: 12, oh: 1, ow: 25, oc: 8, kh: 1, kw: 5, sh: 1, sw: 2, padTop: 0, padLeft: 1 });
  });
});
