/** What the convolutions over places have in common: their fields, and what becomes of a mask. */
import type { Builder, Tensor } from '../program/builder';
import { filtersField, kernelLimit } from './image';

export const convolveFields = (stride: string) =>
  ({
    filters: filtersField,
    kernel: { type: 'integer', label: 'Kernel', help: 'Places that a filter sees.', default: 3, min: 1, max: kernelLimit },
    stride: { type: 'integer', label: 'Stride', help: stride, default: 1, min: 1, max: 16 },
  }) as const;

/** Of a mask [batch, places], that of the places 0, `step`, 2 `step`, … */
export function everyPlace(b: Builder, mask: Tensor, step: number): Tensor {
  if (step === 1) return mask;
  const [batch, places] = mask.shape as readonly [number, number];
  const count = Math.ceil(places / step);
  const wide = count * step === places ? mask : b.pad(mask, [0, 0, 0, count * step - places]);
  return b.reshape(b.slice(b.reshape(wide, [batch, count, step]), [0, 0, 0], [batch, count, 1]), [batch, count]);
}

/** Of a mask [batch, places], that of `count` places, of which `times` come of each. */
export function repeatPlaces(b: Builder, mask: Tensor, times: number, count: number): Tensor {
  const [batch, places] = mask.shape as readonly [number, number];
  const each = b.reshape(b.broadcastTo(b.reshape(mask, [batch, places, 1]), [batch, places, times]), [batch, places * times]);
  return count === places * times ? each : b.slice(each, [0, 0], [batch, count]);
}
