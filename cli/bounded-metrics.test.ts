import { describe, expect, it } from 'vitest';
import type { Metrics } from '@/graph-engine/training/protocol';
import { BoundedMetrics } from './bounded-metrics';

const train = (step: number, perEpoch: number): Metrics => ({ step, epoch: Math.floor(step / perEpoch), set: 'train', values: { loss: 1 / (step + 1) } });
/** All rows of a run, with a validation after each epoch, given in pieces of `piece` rows. */
function logOf(steps: number, perEpoch: number, piece: number, log = new BoundedMetrics(perEpoch), from = 0): BoundedMetrics {
  let rows: Metrics[] = [];
  for (let step = from; step < steps; step++) {
    rows.push(train(step, perEpoch));
    if ((step + 1) % perEpoch === 0) rows.push({ ...train(step, perEpoch), set: 'validation' });
    if (rows.length >= piece) {
      log.add(rows);
      rows = [];
    }
  }
  log.add(rows);
  return log;
}

describe('the curves of a run', () => {
  it('are whole while they are short', () => {
    expect(logOf(2000, 11, 7).rows.filter(({ set }) => set === 'train')).toHaveLength(2000);
  });
  it('stay bounded, with the last steps whole, the ends of epochs and the validations', () => {
    const rows = logOf(60_000, 100, 13).rows;
    expect(rows.length).toBeLessThan(4500);
    expect(rows.filter(({ set }) => set === 'validation')).toHaveLength(600);
    const steps = new Set(rows.flatMap(({ step, set }) => (set === 'train' ? [step] : [])));
    for (let step = 99; step < 60_000; step += 100) expect(steps.has(step)).toBe(true);
    for (let step = 59_500; step < 60_000; step++) expect(steps.has(step)).toBe(true);
    expect(steps.has(0)).toBe(true);
  });
  it('stay bounded where an epoch is a step', () => {
    expect(logOf(50_000, 1, 1000).rows.length).toBeLessThan(8000);
  });
  it('are the same in whatever pieces they come, and after an interruption', () => {
    const whole = logOf(9000, 30, 4000).rows;
    expect(logOf(9000, 30, 1).rows).toEqual(whole);
    const first = logOf(4567, 30, 100).rows;
    const second = new BoundedMetrics(30);
    second.add(first);
    expect(logOf(9000, 30, 50, second, 4567).rows).toEqual(whole);
  });
  it('know their last rows, kept or not', () => {
    const log = logOf(50_000, 7, 100);
    expect([log.last('train')?.step, log.last('validation')?.step]).toEqual([49_999, 49_993]);
  });
});
