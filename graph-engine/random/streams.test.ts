/** No two purposes of a run, and no two runs of neighbouring seeds, draw the same numbers: not at the same place, and not shifted. */
import { expect, it } from 'vitest';
import { fillNormal, fillUniform } from './counter';
import { Random } from './random';
import { streams } from './streams';

const LENGTH = 40;
const from = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const seeds = [...Array.from({ length: 6 }, (_, i) => from + i), -1, 0, 1, 2, 7919, 7920, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
const names = ['dataset', 'dataset-2', 'a', 'b', ''];

/** Every stream of a run: under the seed of each purpose what a sequence, an epoch, a step and an operation draw. */
function* drawn(seed: number): Generator<readonly [stream: string, numbers: ArrayLike<number>]> {
  for (const [purpose, seedOf] of Object.entries(streams)) {
    for (const name of seedOf.length > 1 ? names : ['']) {
      const own = seedOf(seed, name);
      for (const step of [0, 1]) {
        const random = new Random(own, step);
        yield [`${purpose} ${name}, sequence ${step}`, Array.from({ length: LENGTH }, () => random.word())];
        for (const [kind, fill] of Object.entries({ fillUniform, fillNormal })) {
          const numbers = new Float32Array(LENGTH);
          fill(numbers, own, step, 0);
          yield [`${purpose} ${name}, ${kind} ${step}`, numbers];
        }
      }
    }
  }
}

it(`shares no three numbers in a row between streams, whatever the shift (SEED=${from})`, () => {
  const seen = new Map<string, string>();
  const shared: string[] = [];
  for (const seed of seeds) {
    for (const [stream, numbers] of drawn(seed)) {
      for (let i = 0; i + 2 < LENGTH; i++) {
        const three = `${numbers[i]} ${numbers[i + 1]} ${numbers[i + 2]}`;
        const before = seen.get(three);
        if (before) shared.push(`${before} and place ${i} of ${stream} of seed ${seed}`);
        seen.set(three, `place ${i} of ${stream} of seed ${seed}`);
      }
    }
  }
  expect(shared).toEqual([]);
});

it(`gives every purpose of every run a seed of its own, of all 53 bits (SEED=${from})`, () => {
  const all: number[] = [];
  for (let seed = from; seed < from + 300; seed++) for (const seedOf of Object.values(streams)) for (const name of seedOf.length > 1 ? names : ['']) all.push(seedOf(seed, name));
  expect(new Set(all).size).toBe(all.length);
  for (let bit = 0; bit < 53; bit++) {
    const share = all.filter((seed) => Math.floor(seed / 2 ** bit) % 2 === 1).length / all.length;
    expect(Math.abs(share - 0.5), `bit ${bit}`).toBeLessThan(0.03);
  }
});

it('mixes what stands behind the first letters of a name, and its length', () => {
  const of = (name: string): number => streams.weights(1, name);
  expect(new Set(['a'.repeat(40), `${'a'.repeat(39)}b`, 'a'.repeat(41), `${'a'.repeat(40)}\0`].map(of)).size).toBe(4);
});
