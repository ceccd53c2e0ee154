/** MAT-files of level 5 for tests. */
import { zlibSync } from 'fflate';
import type { NumberType } from '../byte-order';
import { numberTypeOfElement } from '../mat-elements';
import { ascii, bytesOfNumbers, joined } from './write-numbers';

const codeOf = (type: NumberType): number => Number(Object.entries(numberTypeOfElement).find(([, other]) => other === type)![0]);

/** `pad`: to a multiple of eight, as all but packed ones are. */
export function element(type: number, data: Uint8Array, little = true, pad = true): Uint8Array {
  return joined(bytesOfNumbers([type, data.length], 'u4', little), data, new Uint8Array(pad ? (8 - (data.length % 8)) % 8 : 0));
}
/** Up to four bytes within the first eight. */
export function smallElement(type: number, data: Uint8Array, little = true): Uint8Array {
  return joined(bytesOfNumbers([data.length * 65_536 + type], 'u4', little), data, new Uint8Array(4 - data.length));
}

export interface MatArray {
  readonly name: string;
  /** 6 is double. */
  readonly kind?: number;
  readonly flags?: number;
  readonly shape: readonly number[];
  /** Column-major. */
  readonly values: readonly number[];
  readonly stored?: NumberType;
}
export function matrix({ name, kind = 6, flags = 0, shape, values, stored = 'f8' }: MatArray, little = true): Uint8Array {
  const label = ascii(name);
  const parts = [
    element(6, bytesOfNumbers([flags * 256 + kind, 0], 'u4', little), little),
    element(5, bytesOfNumbers(shape, 'i4', little), little),
    label.length <= 4 ? smallElement(1, label, little) : element(1, label, little),
    element(codeOf(stored), bytesOfNumbers(values, stored, little), little),
  ];
  return element(14, joined(...parts), little);
}
export const packedElement = (inner: Uint8Array, little = true): Uint8Array => element(15, zlibSync(inner), little, false);

export function writeMat(elements: readonly Uint8Array[], little = true): Uint8Array {
  const text = ascii('MATLAB 5.0 MAT-file, made for a test'.padEnd(116));
  return joined(text, new Uint8Array(8), bytesOfNumbers([0x0100], 'u2', little), ascii(little ? 'IM' : 'MI'), ...elements);
}
