/** How many times a GPU is set to work: compute dispatches of WebGPU, draw calls of WebGL. */
type Method = (...args: unknown[]) => unknown;
interface Counted {
  readonly prototype: Record<string, Method>;
}

/** The calls that start work on a GPU, where this host has them. */
const starts = [
  ['GPUComputePassEncoder', 'dispatchWorkgroups'],
  ['WebGL2RenderingContext', 'drawElements'],
  ['WebGL2RenderingContext', 'drawArrays'],
] as const;

/** Runs `work` and counts what it dispatches; what goes on at the same time is counted too. */
export async function countDispatches(work: () => Promise<void> | void): Promise<number> {
  let count = 0;
  const restore: (() => void)[] = [];
  for (const [owner, name] of starts) {
    const prototype = (globalThis as unknown as Record<string, Counted | undefined>)[owner]?.prototype;
    const original = prototype?.[name];
    if (!prototype || !original) continue;
    prototype[name] = function (this: unknown, ...args: unknown[]) {
      count++;
      return original.apply(this, args);
    };
    restore.push(() => void (prototype[name] = original));
  }
  try {
    await work();
  } finally {
    for (const undo of restore) undo();
  }
  return count;
}
