/** Every program that trains a template or a model of the benches, as WebGPU would run it: what it reads is there, in range and within the limits of any device, and it takes few dispatches. */
import { describe, expect, it } from 'vitest';
import { analyseUncured } from '@/graph-engine/analysis/look';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { lower as lowerDocument } from '@/graph-engine/program/lower';
import { changePlayers } from '@/graph-engine/testing/change-players';
import { learners, trainStep } from '@/graph-engine/program/train-step';
import type { Code, Kernel } from '@/graph-engine/runtime/webgpu/kernel';
import type { LowerOptions } from '@/graph-engine/runtime/webgpu/lower';
import { layOut, type LaidOut } from '@/graph-engine/testing/lay-out-webgpu';
import { indexAt } from '@/graph-engine/testing/wgsl-index';
import { documentOf, stepModels, type StepModel } from './step-documents';

/** Dispatches of a step over all players, the batch included. */
const MOST: Partial<Record<StepModel, number>> = { mlp: 10, small: 9, conv: 19, 'conv-vae': 24, 'beta-vae': 28, 'vq-vae': 20, 'adversarial-ae': 31, transformer: 85 };

const programsOf = (document: HourglassDocument) => {
  const analysis = analyseUncured(document);
  const batch = document.training.batchSize;
  return learners(document, lowerDocument(document, analysis, { batch, mode: 'train' })).map((player) => trainStep(document, analysis, batch, player, () => 1000));
};
function layOutAll(document: HourglassDocument, options: Partial<LowerOptions> = {}): LaidOut[] {
  return programsOf(document).map(({ program, summary }) => {
    const gathered = new Map(program.inputs.filter(({ kind }) => kind === 'data').map(({ value }) => [value, 'numbers'] as const));
    return layOut(program, [summary.value], { gathered, ...options });
  });
}
const clipped = (document: HourglassDocument): HourglassDocument => changePlayers(document, () => ({ clipNorm: 1 }));

describe.each(stepModels)('%s', (model) => {
  it.each([
    [8, true], [8, false], [10, true], [16, true],
  ])('is laid out without a fault, copies nothing, and binds no more than %i buffers, its parameters in one: %s', (bindings, together) => {
    for (const document of [documentOf(model), clipped(documentOf(model))]) {
      for (const { faults, placed, shaders, lowered } of layOutAll(document, { bindings, together })) {
        expect(faults).toEqual([]);
        expect(placed.copies).toEqual([]);
        for (const { bindings: bound } of shaders) expect(bound.length).toBeLessThanOrEqual(bindings);
        for (const kernel of lowered.dispatches.flat()) expect(kernel.room * 16, kernel.name).toBeLessThanOrEqual(16_384);
      }
    }
  });
  it('takes few dispatches', () => {
    const all = layOutAll(documentOf(model), { bindings: 10 }).reduce((sum, { lowered }) => sum + lowered.dispatches.length, 0);
    expect(all).toBeLessThanOrEqual(MOST[model] ?? 25);
  });
  it.each([['fused', {}], ['one by one', { separate: true }], ['in tiles', { products: 'tiled' }], ['without tiles', { products: 'plain' }]] as const)('%s, reads no number beyond the end of a value', (_, options) => {
    for (const { lowered, faults } of layOutAll(documentOf(model), options)) {
      expect(faults).toEqual([]);
      for (const kernel of lowered.dispatches.flat()) expectInRange(kernel, (value) => lowered.values.count(value));
    }
  });
});

/** Looks at the indices that a kernel writes in terms of its own number alone, at the first and the last. */
function expectInRange(kernel: Kernel, countOf: (value: number) => number): void {
  const count = kernel.name === 'list' ? 1 : kernel.name === 'chain' ? countOf(kernel.spans.find(({ members }) => members.includes(kernel.writes[0]!))?.value ?? kernel.writes[0]!) : null;
  if (count === null) return;
  const look = (value: number, index: string): string => {
    for (const i of [0, count - 1]) expect(indexAt(index, { i, lane: 0, group: 0 }), `${kernel.name} reads %${value} at ${index}`).toBeLessThan(countOf(value));
    return 'x';
  };
  const code: Code = { prefix: 'k_', at: look, fourAt: look, control: () => 'c', declare: () => undefined };
  kernel.write(code);
}
