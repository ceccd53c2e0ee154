import { describe, expect, it } from 'vitest';
import { buildLayer, problemOf, runLayer, testLayer } from '../testing/test-layer';
import { transformer } from './transformer';

describe('transformer', () => {
  testLayer(transformer, [
    { params: { heads: 2, factor: 2 }, input: [3, 4], output: [3, 4], weights: 156, mirror: ['transformer'] },
    { params: { heads: 1, factor: 1, activation: 'relu', causal: true, dropout: 0.3 }, input: [3, 4], output: [3, 4], weights: 120, mirror: ['transformer'] },
  ]);
  it('passes on what comes in where both of its parts give nothing', () => {
    const built = buildLayer(transformer, { heads: 2 }, [3, 4], 'infer', 2);
    for (const name of ['outputKernel', 'contractKernel', 'contractBias']) built.given[built.weights[name]!.id]!.fill(0);
    expect(runLayer(built)).toEqual(built.given[built.x.id]);
  });
  it('drops while training alone', () => {
    const kinds = (mode: 'train' | 'evaluate') => buildLayer(transformer, { dropout: 0.5 }, [3, 4], mode).b.ops.filter(({ kind }) => kind === 'randomUniform').length;
    expect([kinds('train'), kinds('evaluate')]).toEqual([2, 0]);
  });
  it('asks for a sequence', () => expect(problemOf(transformer, {}, [12])).toContain('takes a sequence'));
});
