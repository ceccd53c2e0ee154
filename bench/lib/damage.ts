/** A file with something wrong: the same for a seed. */
import { Random } from '@/graph-engine/random/counter';

/** What lengths and counts are read as where they are damaged the worst. */
const EXTREMES = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xffff, 0x10000];
const MOST_CHANGES = 4;
const MOST_MOVED = 20;

/** One to four changes: a byte, a bit, four bytes made extreme, the end cut off, a piece taken out or put in elsewhere. */
export function damaged(bytes: Uint8Array, seed: number): Uint8Array {
  const random = new Random(seed);
  // A Buffer's slice is no copy.
  let changed: Uint8Array = new Uint8Array(bytes);
  for (let left = 1 + random.integer(MOST_CHANGES); left > 0; left--) changed = changes[random.integer(changes.length)]!(changed, random);
  return changed;
}
type Change = (bytes: Uint8Array, random: Random) => Uint8Array;
const place = (bytes: Uint8Array, random: Random): number => random.integer(Math.max(1, bytes.length));

const changes: readonly Change[] = [
  (bytes, random) => bytes.with(place(bytes, random), random.integer(256)),
  (bytes, random) => {
    const at = place(bytes, random);
    return bytes.with(at, bytes[at]! ^ (1 << random.integer(8)));
  },
  (bytes, random) => {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, EXTREMES[random.integer(EXTREMES.length)]!, random.integer(2) === 0);
    const at = place(bytes, random);
    const out = bytes.slice();
    out.set(new Uint8Array(view.buffer).subarray(0, bytes.length - at), at);
    return out;
  },
  (bytes, random) => bytes.slice(0, Math.max(1, place(bytes, random))),
  (bytes, random) => {
    const from = place(bytes, random);
    const rest = without(bytes, from, random.integer(MOST_MOVED));
    return rest.length > 0 ? rest : bytes;
  },
  (bytes, random) => {
    const [from, to, length] = [place(bytes, random), place(bytes, random), random.integer(MOST_MOVED)];
    return Uint8Array.from([...bytes.subarray(0, to), ...bytes.subarray(from, from + length), ...bytes.subarray(to)]);
  },
];
const without = (bytes: Uint8Array, from: number, length: number): Uint8Array => Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(from + length)]);
