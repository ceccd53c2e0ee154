/** The room of an exported module in which numbers lie, and how it calls the kernels. */
import { SCRATCH_BYTES, SHARED_BYTES } from '../../../runtime/wasm/assembly/scratch';

/** Items that are computed at once: enough to keep the products busy, few enough to stay near the processor. */
export const ITEMS_AT_ONCE = 64;

export const kernelsText = `/** Items that are computed at once. */
const ITEMS_AT_ONCE = ${ITEMS_AT_ONCE};
const [PAGE, LIMIT] = [65536, 2 ** 32];

/** The kernels, their memory, and where in it nobody's begins; from \`kept\` on everything is taken anew for the next items. */
let kernels;
let memory;
let free;
let kept;
/** What the kernels need beside numbers: the words of a call, and room for blocks of products. */
let words;
let scratch;
let shared;

/** Numbers lie at multiples of 64 bytes, since kernels read and write four at a time, up to the end of a piece. */
function take(bytes) {
  const address = free;
  free += Math.max(64, Math.ceil(bytes / 64) * 64);
  const missing = free - memory.buffer.byteLength;
  if (missing > 0 && memory.buffer.byteLength + missing > LIMIT) throw new RangeError('This model needs more memory than WebAssembly has: 4 GB.');
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  return address;
}

async function start(bytes) {
  const own = new WebAssembly.Memory({ initial: 2 });
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory: own } }).catch((error) => {
    throw new Error('kernels.wasm does not run here, which takes WebAssembly with SIMD: ' + error.message);
  });
  // Another call of load may have been quicker.
  if (kernels) return;
  memory = own;
  kernels = instance.exports;
  free = Math.ceil(kernels.heapBase() / 64) * 64;
  kernels.start(take(128));
  words = take(512);
  scratch = take(${SCRATCH_BYTES});
  shared = take(${2 * SHARED_BYTES});
}

/** Calls a kernel with addresses and sizes. */
function call(kernel, list) {
  new Int32Array(memory.buffer, words, list.length).set(list);
  kernels[kernel](words);
}`;
