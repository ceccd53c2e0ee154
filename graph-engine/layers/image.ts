/** What the layers on images (height, width, channels) have in common. */
import type { IntegerField } from '../document/fields';
import { printShape, sizeOf, type Shape } from '../document/shape';
import type { LayerProblem } from './definition';

/** The problem of a layer that needs an image and gets something else, or null. */
export function notAnImage(input: Shape): LayerProblem | null {
  if (input.length === 3) return null;
  const side = Math.sqrt(sizeOf(input));
  const square = Number.isInteger(side) ? { insert: { kind: 'reshape', params: { shape: [side, side, 1] } } } : {};
  return { expected: 'an image [batch, height, width, channels]', found: printShape(input), cure: 'Put a Reshape to height, width, channels before it.', ...square };
}

export const tooSmall = (input: Shape, needed: number, what: string): LayerProblem => ({
  expected: `an image of at least ${needed} × ${needed}`,
  found: printShape(input),
  cure: `Make the ${what} smaller, or the image larger.`,
});

export const tooWide = (input: Shape): LayerProblem => ({
  expected: 'an image whose result stays within 4,096 × 4,096',
  found: printShape(input),
  cure: 'Use a smaller stride or size.',
});
export const sideLimit = 4096;

export const sizeField = (label: string, help: string, initial: number, max = 32): IntegerField => ({
  type: 'integer',
  label,
  help,
  default: initial,
  min: 1,
  max,
});

export const paddingField = {
  type: 'choice',
  label: 'Padding',
  help: 'same: zeros around the image, so that its size divides by the stride alone; valid: none.',
  default: 'same',
  options: [
    { value: 'same', label: 'Same' },
    { value: 'valid', label: 'Valid' },
  ],
  advanced: true,
} as const;
