import type { KernelConfig } from '@tensorflow/tfjs-core';
import { floats, heapOf, integers } from './heap';

/** Sums rows by segment, which tfjs does not ship for wasm: the adjoint of gather. Rows of a segment outside the range are left out. */
export const unsortedSegmentSum = (): KernelConfig => ({
  kernelName: 'UnsortedSegmentSum',
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const heap = heapOf(backend);
    const { numSegments } = attrs as unknown as { numSegments: number };
    const [x, ids] = [inputs['x']!, inputs['segmentIds']!];
    const rest = x.shape.slice(ids.shape.length);
    const width = rest.reduce((product, size) => product * size, 1);
    const out = heap.makeOutput([numSegments, ...rest], 'float32');
    const [rows, segments, sums] = [floats(heap, x), integers(heap, ids), floats(heap, out)];
    sums.fill(0);
    for (let i = 0; i < segments.length; i++) {
      const segment = segments[i]!;
      if (segment < 0 || segment >= numSegments) continue;
      for (let j = 0; j < width; j++) sums[segment * width + j]! += rows[i * width + j]!;
    }
    return out;
  },
});
