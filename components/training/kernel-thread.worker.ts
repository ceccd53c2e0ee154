/** A thread of the training worker: from its first message on it serves the kernels, and hears nothing else. */
import type { ThreadStart } from '@/graph-engine/runtime/wasm/module';

self.addEventListener('message', ({ data: { module, memory, sync, part } }: MessageEvent<ThreadStart>) => {
  const { serve } = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as { serve(sync: number, part: number): void };
  serve(sync, part);
});
