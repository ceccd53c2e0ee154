/** Every operation on wasm, with the kernels supplied here, against plain JavaScript. */
import { describe, expect, it } from 'vitest';
import { ops } from '../../../program/ops';
import { checkBackend, opCases } from '../../../testing/op-cases';

describe('operations on wasm', () => {
  it('are all covered by a case', () => {
    expect(Object.keys(ops).filter((kind) => !opCases.some((one) => one.kind === kind))).toEqual([]);
  });
  it.each(['wasm', 'cpu'] as const)('on %s agree with cpu within 1e-4 and leave no tensor behind', async (name) => {
    const results = await checkBackend(name);
    expect(results.filter((result) => !(result.maxRelativeError <= 1e-4))).toEqual([]);
    expect(results.filter((result) => result.leaked !== 0)).toEqual([]);
  });

});
