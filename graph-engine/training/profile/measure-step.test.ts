import { beforeAll, describe, expect, it } from 'vitest';
import { templates, type TemplateId } from '@/templates/registry';
import { chooseBackend } from '../../runtime/backends/choose';
import { worstDifference } from '../../testing/compare-stores';
import { generatedData } from '../../testing/template-data';
import { Session } from '../session';
import { percentOf, phaseSums, rateOf, totalOf } from './figures';
import { measureStep } from './measure-step';
import { printProfile } from './print';
import type { MemoryPlan, StepProfile } from './types';

const QUICK = { rounds: 3, budgetMs: 20 };

async function open(template: TemplateId, batchSize: number): Promise<Session> {
  const document = templates[template].create();
  const session = await Session.open({ document: { ...document, training: { ...document.training, batchSize } }, data: await generatedData(document, 4 * batchSize) });
  for (let step = 0; step < 3; step++) session.stepBlind();
  return session;
}
/** Of eight items, measured once for all tests. */
const profiles = new Map<TemplateId, StepProfile>();
async function profileOf(template: TemplateId): Promise<StepProfile> {
  const known = profiles.get(template);
  if (known) return known;
  const session = await open(template, 8);
  const profile = await measureStep(session, QUICK);
  session.dispose();
  profiles.set(template, profile);
  return profile;
}

/** Pairs of values that are alive at once and share a byte. */
function collisions({ values }: MemoryPlan): readonly string[] {
  return values.flatMap((a, i) =>
    values.slice(i + 1).flatMap((b) => {
      const apart = a.last < b.first || b.last < a.first || a.offset + a.bytes <= b.offset || b.offset + b.bytes <= a.offset;
      return apart ? [] : [`${a.name} and ${b.name}`];
    }),
  );
}

describe('a measured step on the kernels', () => {
  beforeAll(async () => void (await chooseBackend('wasm')));

  it.each(['patterns', 'adversarial-ae', 'vq-vae', 'conv-vae'] as const)('leaves weights, optimiser and position of %s exactly as they were', async (template) => {
    const [measured, plain] = [await open(template, 8), await open(template, 8)];
    const before = (await measured.snapshot()).parameters;
    profiles.set(template, await measureStep(measured, QUICK));
    expect(measured.step).toBe(3);
    expect(worstDifference(before, (await measured.snapshot()).parameters).difference).toBe(0);
    expect(await measured.stepAndRead()).toEqual(await plain.stepAndRead());
    for (const session of [measured, plain]) session.dispose();
  });

  it.each(['patterns', 'vq-vae', 'conv-vae', 'adversarial-ae'] as const)('places no two values of %s in the same bytes at the same time', async (template) => {
    const { players } = await profileOf(template);
    for (const { memory, operations } of players) {
      expect(memory!.values.length).toBeGreaterThan(10);
      expect(collisions(memory!)).toEqual([]);
      for (const { offset, bytes, first, last } of memory!.values) {
        expect(offset + bytes).toBeLessThanOrEqual(memory!.workspaceBytes);
        expect(first).toBeLessThanOrEqual(last);
        expect(last).toBeLessThan(operations.length);
      }
      expect(memory!.workspaceBytes).toBeLessThan(memory!.valueBytes);
      // What an operation touches is alive while it runs.
      operations.forEach(({ touches }, i) => touches.forEach((value) => expect(memory!.values[value]!.first <= i && i <= memory!.values[value]!.last).toBe(true)));
    }
  });

  it('stays below the peak, which is measured, and adds up', async () => {
    const session = await open('vae', 64);
    const { peak, players, clock, kept } = await measureStep(session, { rounds: 3, budgetMs: 200 });
    session.dispose();
    expect(peak!.oneThread).toBeGreaterThan(1);
    expect(clock.fastestMs).toBeGreaterThan(0);
    expect(clock.medianMs).toBeGreaterThanOrEqual(clock.fastestMs);
    // 784 to 400 to 20 and back, two heads; Adam keeps two numbers for each.
    expect(kept.weights).toBe(4 * 652_824);
    expect(kept.optimizerState).toBe(2 * kept.weights);
    expect(kept.batch).toBe(4 * 64 * 784);
    const [player] = players;
    for (const operation of player!.operations) {
      expect(operation.ms).toBeGreaterThan(0);
      expect(percentOf(rateOf(operation), peak) ?? 0).toBeLessThan(120);
    }
    // A product of 64 by 784 by 400, one of them with a bias and ReLU.
    const product = 2 * 64 * 784 * 400;
    const products = player!.operations.filter(({ flops }) => flops >= product && flops < 1.01 * product);
    expect(products.map(({ flops }) => flops - product).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 2 * 64 * 400]);
    const sums = phaseSums(player!);
    expect(sums.map(({ phase }) => phase)).toEqual(['forward', 'backward', 'update']);
    for (const key of ['ms', 'flops', 'bytes', 'count'] as const) expect(sums.reduce((sum, phase) => sum + phase[key]!, 0)).toBeCloseTo(totalOf(player!)[key]!, 6);
  });

  it('links every line of the program that takes work to the plan', async () => {
    const { players: [player] } = await profileOf('patterns');
    const { program, operations } = player!;
    const linked = new Set(program.flatMap((line) => line.operations));
    expect(linked.size).toBe(operations.length);
    const free = program.filter(({ text, operations: positions }) => positions.length === 0 && /^ {2}%/.test(text));
    for (const { text } of free) expect(text).toMatch(/= (reshape|constant|broadcastTo|neg|mul)\(/);
    const product = program.find(({ text }) => text.includes('matMul('))!;
    expect(operations[product.operations[0]!]!.line).toContain('= MatMul(');
  });

  it('prints as one text', async () => {
    const profile = await profileOf('patterns');
    const text = printProfile(profile, { nameOf: (node) => `<${node}>`, plan: true });
    expect(text).toMatch(/^One step of 8 items: [\d.]+ µs by the clock .*\nMeasured peak: [\d.]+ GFLOP\/s on one thread/);
    expect(text).toMatch(/\nin all .*\n[\s\S]*<encoder>[\s\S]*\nmemory plan: a workspace of [\d.]+ kB for \d+ values/);
    expect(text).toMatch(/\n {2}[.fbo]{20,}\n {2}operations 0 to \d+ to the right/);
    expect(text).toMatch(/= matMul\(.*\) .*\| \d+ {2}%\d+@[0-9a-f]+ = MatMul\(/);
  });
});

describe('a measured step elsewhere', () => {
  beforeAll(async () => void (await chooseBackend('cpu')));

  it('times whole steps, says what is known of the operations, and leaves the weights', async () => {
    const session = await open('patterns', 4);
    const before = (await session.snapshot()).parameters;
    const profile = await measureStep(session, QUICK);
    expect(worstDifference(before, (await session.snapshot()).parameters).difference).toBe(0);
    session.dispose();
    expect(profile.peak).toBeNull();
    expect(profile.clock).toMatchObject({ threads: 0 });
    expect(profile.clock.fastestMs).toBeGreaterThan(0);
    for (const { operations, memory } of profile.players) {
      expect(memory).toBeNull();
      expect(operations.every(({ ms, flops, bytes }) => ms === null && flops >= 0 && bytes > 0)).toBe(true);
    }
    expect(printProfile(profile, { nameOf: (node) => node })).toContain('Operations cannot be timed alone on this backend');
  });
});
