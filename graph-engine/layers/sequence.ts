/** What the layers on sequences (places, channels) have in common. */
import { printShape, sideMost, sizeOf, type Shape } from '../document/shape';
import type { LayerProblem } from './definition';

/** The problem of a layer that needs a sequence and gets something else, or null. */
export function notASequence(input: Shape): LayerProblem | null {
  if (input.length === 2) return null;
  // The rows of a picture are places, and its columns channels; each number of a vector is a place.
  const shape = input.length > 2 ? [input[0]!, sizeOf(input.slice(1))] : [sizeOf(input), 1];
  const insert = shape.every((side) => side <= sideMost) ? { insert: [{ kind: 'reshape', params: { shape } }] } : {};
  return { expected: 'a sequence [batch, places, channels]', found: printShape(input), cure: 'Put a Reshape to places, channels before it.', ...insert };
}

/** Numbers of one item beyond which nothing is computed. */
const numberLimit = 4096 ** 2;

/** Longer than what is computed with. `field` holds the stride. */
export function tooLong(input: Shape, places: number, channels: number): LayerProblem | null {
  if (places <= sideMost && places * channels <= numberLimit) return null;
  return {
    expected: `a sequence whose result stays within ${sideMost.toLocaleString('en')} places and ${numberLimit.toLocaleString('en')} numbers`,
    found: printShape(input),
    cure: 'Use a smaller stride.',
    set: [{ label: 'Set the stride to 1', params: { stride: 1 } }],
  };
}
