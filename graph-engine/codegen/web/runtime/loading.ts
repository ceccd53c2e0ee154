/** How an exported module reads its files, looks at what it is given, and computes some items at a time. */

export const loadingText = `/** A file beside this module, from a server or, in Node, from the disk. */
async function read(name) {
  const url = new URL(name, import.meta.url);
  if (url.protocol === 'file:') {
    const disk = 'node:fs/promises';
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ disk)).readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(name + ' could not be read: the server answered ' + response.status + '. It belongs beside model.js.');
  return response.arrayBuffer();
}

/** The tensors of a safetensors file by name: a length, a JSON header of that length, then the numbers. */
function readTensors(given) {
  const bytes = given instanceof Uint8Array ? given : new Uint8Array(given);
  const length = bytes.length < 8 ? Infinity : Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (8 + length > bytes.length) throw new Error('weights.safetensors is cut off, or is no safetensors file: it has ' + bytes.length + ' bytes.');
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  // A copy, since numbers have to lie at multiples of 4.
  const numbers = new Uint8Array(bytes.subarray(8 + length)).buffer;
  return (name, shape) => {
    const found = header[name];
    const wanted = '[' + shape.join(', ') + ']';
    if (!found) throw new Error('weights.safetensors does not hold ' + name + ' ' + wanted + ', which this model needs.');
    const has = '[' + found.shape.join(', ') + ']';
    if (has !== wanted || found.dtype !== 'F32') throw new Error('weights.safetensors holds ' + name + ' as ' + found.dtype + ' ' + has + ', and this model needs F32 ' + wanted + '.');
    return tensorOf(shape, new Float32Array(numbers, found.data_offsets[0], sizeOf(shape)));
  };
}

/** The numbers of all items, one item after the other. @throws with what was expected, and what was found. */
function numbersOf(method, input, { shape, fill }, given) {
  const size = sizeOf(shape);
  const what = method + ': “' + input + '” takes items of ' + (shape.length === 1 ? size : shape.join(' × ') + ' = ' + size) + ' numbers';
  const isList = (x) => Array.isArray(x) || x instanceof Float32Array || x instanceof Float64Array;
  const byItem = Array.isArray(given) && given.length > 0 && given.every(isList);
  if (!isList(given)) {
    const hint = ArrayBuffer.isView(given) ? ' Divide bytes of pictures by 255, and make a Float32Array of them.' : '';
    throw new TypeError(what + ' as an Array, a Float32Array or a Float64Array, and got ' + (given === null ? 'null' : given?.constructor?.name ?? typeof given) + '.' + hint);
  }
  const wrong = byItem ? given.findIndex((item) => item.length !== size) : -1;
  if (wrong >= 0) throw new RangeError(what + ', and item ' + wrong + ' has ' + given[wrong].length + '.');
  const numbers = Float64Array.from(byItem ? given.flatMap((item) => Array.from(item)) : given);
  if (numbers.length === 0 || numbers.length % size > 0) throw new RangeError(what + ', and got ' + numbers.length + ' numbers.');
  const bad = numbers.findIndex((x) => !Number.isFinite(x) && !(fill && Number.isNaN(x)));
  if (bad >= 0) throw new RangeError(what + ', and number ' + (bad % size) + ' of item ' + Math.floor(bad / size) + ' is ' + numbers[bad] + '; expected a finite number' + (fill ? ', or NaN where nothing was measured.' : '.'));
  return numbers;
}

/** Computes a part for all items, some at a time. */
function compute(method, part, takes, given, weights) {
  const all = Object.entries(takes).map(([input, spec]) => ({ input, ...spec, size: sizeOf(spec.shape), numbers: numbersOf(method, input, spec, given[input]) }));
  const counts = all.map(({ numbers, size }) => numbers.length / size);
  const count = counts[0];
  const other = counts.findIndex((one) => one !== count);
  if (other > 0) throw new RangeError(method + ': “' + all[0].input + '” has ' + count + ' items, and “' + all[other].input + '” has ' + counts[other] + '.');
  const results = {};
  for (let first = 0; first < count; first += ITEMS_AT_ONCE) {
    free = kept;
    const items = Math.min(ITEMS_AT_ONCE, count - first);
    const tensors = all.map((one) => [one.input, inputOf(one, [items, ...one.shape], one.numbers.subarray(first * one.size, (first + items) * one.size))]);
    for (const [name, x] of Object.entries(part(Object.fromEntries(tensors), weights))) {
      const numbers = x.numbers();
      const item = numbers.length / items;
      results[name] ??= { shape: [count, ...x.shape.slice(1)], values: new numbers.constructor(count * item) };
      results[name].values.set(numbers, first * item);
    }
  }
  return results;
}`;

/** What a part gets of an input. */
export const inputText = (hasRows: boolean): string =>
  hasRows
    ? `/** What a part gets of an input: a row of a table comes filled up where nothing was measured, with 1 in those places. */
function inputOf({ fill }, shape, numbers) {
  if (!fill) return tensorOf(shape, numbers);
  const filledUp = numbers.map((x, i) => (Number.isNaN(x) ? fill[i % fill.length] : x));
  return { rows: exactTensor(shape, filledUp), missing: tensorOf(shape, numbers.map(Number.isNaN)) };
}`
    : `/** What a part gets of an input. */
const inputOf = (_, shape, numbers) => tensorOf(shape, numbers);`;
