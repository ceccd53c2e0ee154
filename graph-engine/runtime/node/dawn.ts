/** WebGPU in Node, from the package `webgpu` (Dawn), which is not among the dependencies: it is 130 MB, and only a machine with a GPU has a use for it. */
export interface Dawn {
  readonly globals: Readonly<Record<string, unknown>>;
  create(options: readonly string[]): { requestAdapter(): Promise<{ readonly info: { readonly vendor: string; readonly description: string; readonly device: string } } | null> };
}
export type DawnStart = { readonly adapter: string } | { readonly missing: string };

/** By a name that no bundler or type checker looks up. */
const PACKAGE: string = 'webgpu';
const loadDawn = async (): Promise<Dawn> => (await import(PACKAGE)) as Dawn;

/** Gives this process a `navigator.gpu`. Says the adapter's name, or in a sentence why there is none. `load`: for tests; `options`: what Dawn is told, such as `enable-dawn-features=NAME`. */
export async function startDawn(load: () => Promise<Dawn> = loadDawn, options: readonly string[] = []): Promise<DawnStart> {
  let dawn: Dawn;
  try {
    dawn = await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // What is there and does not load says itself why, such as a library that it wants.
    return { missing: code === 'ERR_MODULE_NOT_FOUND' ? 'The package webgpu is not installed: npm install --no-save webgpu@0.6.2' : `The package webgpu cannot be loaded: ${message.split('\n')[0]}` };
  }
  const gpu = dawn.create(options);
  const adapter = await gpu.requestAdapter();
  if (!adapter) return { missing: 'No GPU was found through Vulkan, Metal or Direct3D.' };
  Object.assign(globalThis, dawn.globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'Node' }, configurable: true });
  const { vendor, description, device } = adapter.info;
  return { adapter: [vendor, device, description].filter(Boolean).join(' ') };
}
