/** `npm run kernels`: compiles the kernels of the WASM executor and tells their size. */
import { ensurePackages } from './lib/install.mjs';
import { ensureKernels } from './lib/kernels.mjs';

await ensurePackages();
const sizes = await ensureKernels();
console.log(sizes ? Object.entries(sizes).map(([name, size]) => `${name}: ${size.toFixed(1)} kB compressed`).join('\n') : 'Nothing has changed.');
