/** WebGPU in Node, from the package `webgpu` (Dawn), which is not among the dependencies: it is 130 MB, and only a machine with a GPU has a use for it. */
interface Dawn {
  readonly globals: Readonly<Record<string, unknown>>;
  create(options: readonly string[]): { requestAdapter(): Promise<{ readonly info: { readonly vendor: string; readonly description: string; readonly device: string } } | null> };
}
export type DawnStart = { readonly adapter: string } | { readonly missing: string };

/** Gives this process a `navigator.gpu`. Says the adapter's name, or in a sentence why there is none. */
export async function startDawn(): Promise<DawnStart> {
  let dawn: Dawn;
  try {
    // By a name that no bundler or type checker looks up.
    const name: string = 'webgpu';
    dawn = (await import(name)) as Dawn;
  } catch {
    return { missing: 'The package webgpu is not installed: npm install --no-save webgpu@0.6.2' };
  }
  const gpu = dawn.create([]);
  const adapter = await gpu.requestAdapter();
  if (!adapter) return { missing: 'No GPU was found through Vulkan, Metal or Direct3D.' };
  Object.assign(globalThis, dawn.globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'Node' }, configurable: true });
  const { vendor, description, device } = adapter.info;
  return { adapter: [vendor, description || device].filter(Boolean).join(' ') };
}
