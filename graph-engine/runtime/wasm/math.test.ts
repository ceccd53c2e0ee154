/** The elementary functions of the kernels against `Math` in float64, in both builds. */
import { describe, expect, it } from 'vitest';
import { compileAssembly } from './testing/compile.node';

const names = ['exp4', 'log4', 'tanh4', 'sigmoids', 'softplus4'] as const;
type Name = (typeof names)[number];
const source = `import { ${names.join(', ')} } from './math';
${names.map((name) => `export function ${name}_(at: usize, count: i32): void { ${name === 'sigmoids' ? 'sigmoids(at, at, <usize>count << 2);' : `for (let i = 0; i < count; i += 4, at += 16) v128.store(at, ${name}(v128.load(at)));`} }`).join('\n')}`;

const truth: Record<Name, (x: number) => number> = {
  exp4: Math.exp,
  log4: Math.log,
  tanh4: Math.tanh,
  sigmoids: (x) => 1 / (1 + Math.exp(-x)),
  softplus4: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
};
const special = [0, -0, Infinity, -Infinity, NaN, 1, -1, 1e30, -1e30, 88.7, 88.73, -87, -87.4, 128, -128];
const SMALLEST = 2 ** -125;

function inputs(name: Name): Float32Array {
  const xs = [...special];
  for (let i = 0; i <= 40_000; i++) xs.push(-100 + i / 200);
  for (let exponent = -126; exponent < 127; exponent++) {
    for (let i = 0; i < 64; i++) xs.push((i % 2 ? -1 : 1) * (1 + i / 64) * 2 ** exponent);
  }
  for (let i = 0; i < 20_000; i++) xs.push(0.5 + i / 12_345);
  while (xs.length % 8) xs.push(1);
  return Float32Array.from(name === 'log4' ? xs.map((x, i) => (i < special.length ? x : Math.abs(x))) : xs);
}

describe.each(['plain', 'relaxed'] as const)('%s build', async (build) => {
  const memory = new WebAssembly.Memory({ initial: 32 });
  const exports = await compileAssembly(source, build, memory);

  it.each(names)('%s agrees with Math within 3e-7', (name) => {
    const xs = inputs(name);
    const ys = new Float32Array(memory.buffer, 1024, xs.length);
    ys.set(xs);
    (exports[`${name}_`] as (at: number, count: number) => void)(1024, xs.length);
    let worst = 0;
    xs.forEach((x, i) => {
      const expected = truth[name](x);
      const got = ys[i]!;
      const rounded = Math.fround(expected);
      if (rounded === 0 || !Number.isFinite(rounded)) {
        if (Math.abs(expected) < SMALLEST) expect(Math.abs(got), `${name}(${x})`).toBeLessThan(SMALLEST);
        else expect(got, `${name}(${x})`).toBe(rounded);
      } else if (Math.abs(expected) < SMALLEST) expect(Math.abs(got - expected), `${name}(${x})`).toBeLessThan(SMALLEST);
      else worst = Math.max(worst, Math.abs(got - expected) / Math.abs(expected));
    });
    expect(worst).toBeLessThan(3e-7);
    if (name === 'tanh4') expect(ys.every((y) => !(Math.abs(y) > 1))).toBe(true);
  });

  it('keeps the sign of a zero in tanh', () => {
    const ys = new Float32Array(memory.buffer, 1024, 4);
    ys.set([0, -0, -1e-30, 1e-30]);
    (exports['tanh4_'] as (at: number, count: number) => void)(1024, 4);
    expect([Object.is(ys[0], 0), Object.is(ys[1], -0)]).toEqual([true, true]);
  });
});
