/** What items look like that were written in another order than height, width, channels. Only suspected: the user says what is so. */
import type { DataNote } from '../table';
import type { Layout } from './layout';

const MOST_CHANNELS = 4;
/** Handwritten digits are about 0.7 times as wide as tall (MNIST 0.75, in 84 % of its pictures less than one); on their sides it is the inverse. */
const WIDE = 1.15;
const MOSTLY = 0.6;
/** Of pictures of a figure on an empty ground, as many may reach the border. */
const AT_BORDER = 0.1;
const LOOKED_AT = 400;
const FEW = 20;
const LEAST_SIDE = 12;

export function layoutNotes(name: string, { sizes, values }: { readonly sizes: readonly number[]; readonly values: Uint8Array | Float32Array }): readonly DataNote[] {
  const [count = 0, ...item] = sizes;
  const note = (text: string, layout: Layout, shape: readonly number[]): readonly DataNote[] => [{ text: `${name}: ${text}`, turn: { layout, shape } }];
  const [a, b, c] = item;
  if (item.length === 3 && a! <= MOST_CHANNELS && b! > MOST_CHANNELS && c! > MOST_CHANNELS) {
    return note(`${item.join(' × ')} looks like channels first. Turn the items, if the program that wrote them puts channels before height and width: each is then ${b} × ${c} × ${a}.`, 'channels-first', [b!, c!, a!]);
  }
  const isPicture = item.length === 2 || (item.length === 3 && c === 1);
  if (!isPicture || a !== b) return [];
  const isEmnist = /emnist/i.test(name);
  if (!isEmnist && !lieOnTheirSides(values, count, a!)) return [];
  const why = isEmnist ? 'the pictures of EMNIST are stored with rows and columns exchanged' : 'what is drawn is wider than tall in most pictures, as letters and digits are when rows and columns were exchanged';
  return note(`${why}. Look at the first pictures, and turn them if they lie on their sides.`, 'transposed', [a!, b!, 1]);
}

/** Square pictures of figures on an empty ground, most of them wider than tall. */
function lieOnTheirSides(values: Uint8Array | Float32Array, count: number, side: number): boolean {
  const size = side * side;
  const step = Math.max(1, Math.floor(count / LOOKED_AT));
  let [looked, atBorder, wide, width, height] = [0, 0, 0, 0, 0];
  for (let item = 0; item < count && looked < LOOKED_AT; item += step) {
    const box = boxOf(values.subarray(item * size, (item + 1) * size), side);
    looked++;
    if (!box) {
      atBorder++;
      continue;
    }
    width += box.width;
    height += box.height;
    if (box.width > box.height) wide++;
  }
  return looked >= FEW && side >= LEAST_SIDE && atBorder <= AT_BORDER * looked && wide > MOSTLY * looked && width > WIDE * height;
}

/** Around what is brighter than half; null where the border is not empty, so that there is no figure on a ground. */
function boxOf(item: Uint8Array | Float32Array, side: number): { readonly width: number; readonly height: number } | null {
  let most = 0;
  for (const value of item) most = Math.max(most, value);
  const half = most / 2;
  let [left, right, top, bottom] = [side, -1, side, -1];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (item[y * side + x]! <= half) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0 || left === 0 || top === 0 || right === side - 1 || bottom === side - 1) return null;
  return { width: right - left + 1, height: bottom - top + 1 };
}
