/** The tests that a fault must break: a file, part of a name in it, and the builds of the kernels that it runs; or a check of a file of graph-engine/testing, in a browser. */
const wasm = 'graph-engine/runtime/wasm';
const test = (file, builds) => (name) => ({ file: `${wasm}/${file}`, name, builds });

export const kernel = test('kernels.test.ts', ['plain']);
export const product = test('mat-mul.test.ts', ['relaxed', 'relaxed-threads']);
export const convolution = test('convolution.test.ts', ['plain', 'plain-threads']);
/** Compiles what it needs by itself. */
export const math = test('math.test.ts', []);
export const chains = test('chain.test.ts', ['plain', 'plain-threads']);
const executor = test('executor.test.ts', ['plain', 'plain-threads']);
export const op = (kind) => executor(`${kind} [`);
export const adam = executor('forgets moments');
export const rows = test('gather-rows.test.ts', []);
export const training = executor('take the same training steps');
export const threads = executor('gives the same numbers on several threads');
export const arena = test('arena.test.ts', []);
export const lists = test('lower.test.ts', []);
export const places = test('place.test.ts', []);
export const anyExecutor = (name) => ({ file: 'graph-engine/runtime/executor.test.ts', name, builds: [] });
export const kernelsOf = executor;
export const onWebGl = (check) => ({ check, of: 'webgl-checks.ts' });
export const onWebGpu = (check) => ({ check, of: 'webgpu-checks.ts' });
export const webGpu = (file) => (name) => ({ file: `graph-engine/runtime/webgpu/${file}`, name, builds: [] });
