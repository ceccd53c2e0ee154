/** How many times a GPU is set to work, or made to compile: by WebGPU and by WebGL. */
type Method = (...args: unknown[]) => unknown;
interface Counted {
  readonly prototype: Record<string, Method>;
}
type Calls = readonly (readonly [owner: string, method: string])[];

const dispatches: Calls = [
  ['GPUComputePassEncoder', 'dispatchWorkgroups'],
  ['WebGL2RenderingContext', 'drawElements'],
  ['WebGL2RenderingContext', 'drawArrays'],
];
/** Those of WebGPU that run on while others work are not waited for by what calls them. */
const compilations: Calls = [
  ['GPUDevice', 'createComputePipeline'],
  ['WebGL2RenderingContext', 'compileShader'],
  ['WebGL2RenderingContext', 'linkProgram'],
];

/** Runs `work` and counts its calls, where this host has them; what goes on at the same time is counted too. */
async function count(calls: Calls, work: () => Promise<void> | void): Promise<number> {
  let found = 0;
  const restore: (() => void)[] = [];
  for (const [owner, name] of calls) {
    const prototype = (globalThis as unknown as Record<string, Counted | undefined>)[owner]?.prototype;
    const original = prototype?.[name];
    if (!prototype || !original) continue;
    prototype[name] = function (this: unknown, ...args: unknown[]) {
      found++;
      return original.apply(this, args);
    };
    restore.push(() => void (prototype[name] = original));
  }
  try {
    await work();
  } finally {
    for (const undo of restore) undo();
  }
  return found;
}
export const countDispatches = (work: () => Promise<void> | void): Promise<number> => count(dispatches, work);
/** Shaders that are compiled while `work` waits for them, or parts of those. */
export const countCompilations = (work: () => Promise<void> | void): Promise<number> => count(compilations, work);
