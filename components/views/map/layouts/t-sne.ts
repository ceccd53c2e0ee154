/** t-distributed stochastic neighbour embedding (van der Maaten & Hinton 2008), exact, with affinities to the nearest items alone (van der Maaten 2014, section 4.1). */
import type { LayoutInput, LayoutRun, MapLayout } from './definition';
import { neighbours } from './neighbours';

const STEPS = 500;
const PERPLEXITY = 30;
/** Affinities are made so much greater at first, so that clusters form with room between them (van der Maaten & Hinton 2008, section 3.4). */
const EXAGGERATION = { factor: 12, steps: 125 };
const LEAST_GAIN = 0.01;
/** Standard deviation of the start, which is that of the first component (Kobak & Berens 2019). */
const START = 1e-4;

export interface Affinities {
  readonly k: number;
  readonly items: Uint32Array;
  /** p(j | i) of the k nearest j of each i, [items, k]; each row adds up to 1. */
  readonly values: Float64Array;
}

/** Gaussian affinities of every item to its nearest, of an entropy of log(perplexity) nats each (van der Maaten & Hinton 2008, eq. 1). */
export function affinities(codes: Float32Array, items: number, size: number, perplexity = PERPLEXITY): Affinities {
  const wanted = Math.min(perplexity, Math.max(1, (items - 1) / 3));
  const { k, items: nearest, squared } = neighbours(codes, items, size, Math.ceil(3 * wanted));
  const values = new Float64Array(items * k);
  for (let i = 0; i < items; i++) {
    let [low, high, precision] = [0, Infinity, 1 / Math.max(1e-12, squared[i * k + Math.floor(k / 2)]!)];
    for (let tries = 0; tries < 60; tries++) {
      let [total, weighted] = [0, 0];
      for (let n = 0; n < k; n++) {
        // The nearest has distance 0, so that the exponential of none vanishes.
        const distance = squared[i * k + n]! - squared[i * k]!;
        const value = Math.exp(-distance * precision);
        values[i * k + n] = value;
        total += value;
        weighted += distance * value;
      }
      for (let n = 0; n < k; n++) values[i * k + n]! /= total;
      const difference = Math.log(total) + (precision * weighted) / total - Math.log(wanted);
      if (Math.abs(difference) < 1e-5) break;
      if (difference > 0) [low, precision] = [precision, high === Infinity ? precision * 2 : (precision + high) / 2];
      else [high, precision] = [precision, (precision + low) / 2];
    }
  }
  return { k, items: nearest, values };
}

function begin({ codes, items, size, start }: LayoutInput): LayoutRun {
  const { k, items: nearest, values } = affinities(codes, items, size);
  const deviation = Math.sqrt(start.reduce((sum, x, i) => sum + (i % 2 ? 0 : x * x), 0) / items) || 1;
  const at = Float64Array.from(start, (x, i) => (x / deviation) * START + 1e-9 * i);
  const [pull, push, velocity, gains] = [new Float64Array(2 * items), new Float64Array(2 * items), new Float64Array(2 * items), new Float64Array(2 * items).fill(1)];
  const shown = new Float32Array(2 * items);
  const rate = Math.max(50, items / EXAGGERATION.factor);
  let step = 0;

  const attract = (factor: number): void => {
    pull.fill(0);
    for (let i = 0; i < items; i++) {
      for (let n = 0; n < k; n++) {
        const j = nearest[i * k + n]!;
        const [dx, dy] = [at[2 * i]! - at[2 * j]!, at[2 * i + 1]! - at[2 * j + 1]!];
        // p(i, j) is the mean of both directions, each of which is met once.
        const force = (factor * values[i * k + n]!) / (2 * items) / (1 + dx * dx + dy * dy);
        pull[2 * i]! += force * dx;
        pull[2 * i + 1]! += force * dy;
        pull[2 * j]! -= force * dx;
        pull[2 * j + 1]! -= force * dy;
      }
    }
  };
  /** Gives the sum of all similarities, by which the forces are to be divided. */
  const repel = (): number => {
    push.fill(0);
    let total = 0;
    for (let i = 0; i < items; i++) {
      const [x, y] = [at[2 * i]!, at[2 * i + 1]!];
      let [sumX, sumY] = [0, 0];
      for (let j = i + 1; j < items; j++) {
        const dx = x - at[2 * j]!;
        const dy = y - at[2 * j + 1]!;
        const near = 1 / (1 + dx * dx + dy * dy);
        total += near;
        const force = near * near;
        sumX += force * dx;
        sumY += force * dy;
        push[2 * j]! -= force * dx;
        push[2 * j + 1]! -= force * dy;
      }
      push[2 * i]! += sumX;
      push[2 * i + 1]! += sumY;
    }
    return 2 * total;
  };
  return {
    steps: STEPS,
    step() {
      const early = step < EXAGGERATION.steps;
      attract(early ? EXAGGERATION.factor : 1);
      const total = repel();
      const momentum = early ? 0.5 : 0.8;
      for (let i = 0; i < at.length; i++) {
        const gradient = 4 * (pull[i]! - push[i]! / total);
        gains[i] = Math.max(LEAST_GAIN, Math.sign(gradient) === Math.sign(velocity[i]!) ? gains[i]! * 0.8 : gains[i]! + 0.2);
        velocity[i] = momentum * velocity[i]! - rate * gains[i]! * gradient;
        at[i]! += velocity[i]!;
      }
      step++;
      shown.set(at);
      return shown;
    },
  };
}

export const tsne: MapLayout = {
  title: 't-SNE',
  help: 'Keeps near items near each other; how far clusters lie apart, and how large they are, says nothing (van der Maaten & Hinton 2008).',
  most: 2000,
  begin,
};
