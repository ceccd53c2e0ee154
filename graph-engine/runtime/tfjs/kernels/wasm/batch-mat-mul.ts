import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { call, heapOf, type WasmHeap } from './heap';

function transposed(heap: WasmHeap, x: TensorInfo): TensorInfo {
  const rank = x.shape.length;
  const perm = x.shape.map((_, i) => (i < rank - 2 ? i : i === rank - 2 ? rank - 1 : rank - 2));
  return call(heap, 'Transpose', { x }, { perm });
}

/** Transposes first and multiplies then: the shipped kernel takes a naive loop for transposed operands, and XNNPACK otherwise. */
export const batchMatMul = (shipped: KernelConfig | undefined): KernelConfig => ({
  kernelName: 'BatchMatMul',
  backendName: 'wasm',
  ...(shipped?.setupFunc && { setupFunc: shipped.setupFunc }),
  kernelFunc({ inputs, attrs, backend }) {
    const heap = heapOf(backend);
    const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
    const a = transposeA ? transposed(heap, inputs['a']!) : inputs['a']!;
    const b = transposeB ? transposed(heap, inputs['b']!) : inputs['b']!;
    const out = shipped!.kernelFunc({ inputs: { a, b }, attrs: { transposeA: false, transposeB: false }, backend });
    if (transposeA) heap.disposeData(a.dataId);
    if (transposeB) heap.disposeData(b.dataId);
    return out;
  },
});
