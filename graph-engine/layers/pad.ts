/** Pad: puts rows and columns around an image. */
import type { Builder, Tensor } from '../program/builder';
import { defineLayer } from './definition';
import { isTooWide, marginFields, notAnImage, printMargins, tooWide } from './image';
import { between } from './reach';

/** Repeats the first slice along `axis` `before` times, and the last one `after` times. */
function repeatEnds(b: Builder, x: Tensor, axis: number, before: number, after: number): Tensor {
  const end = (at: number, count: number): Tensor[] => {
    if (count === 0) return [];
    const slice = b.slice(x, x.shape.map((_, i) => (i === axis ? at : 0)), x.shape.map((size, i) => (i === axis ? 1 : size)));
    return [b.broadcastTo(slice, x.shape.map((size, i) => (i === axis ? count : size)))];
  };
  const parts = [...end(0, before), x, ...end(x.shape[axis]! - 1, after)];
  return parts.length > 1 ? b.concat(parts, axis) : x;
}

export const pad = defineLayer({
  kind: 'pad',
  title: 'Pad',
  help: 'Puts rows and columns around the image, as where pooling has dropped some.',
  words: ['zero padding', 'border', 'margin', 'reflect'],
  category: 'shape',
  fields: {
    ...marginFields,
    mode: {
      type: 'choice',
      label: 'Filled with',
      help: 'What the new rows and columns hold.',
      default: 'zeros',
      options: [
        { value: 'zeros', label: 'Zeros' },
        { value: 'edge', label: 'Edge', help: 'The outermost row or column, repeated.' },
      ],
    },
  },
  summary: printMargins,
  infer({ top, bottom, left, right }, input) {
    const problem = notAnImage(input);
    if (problem) return problem;
    const [height, width, channels] = input as readonly [number, number, number];
    const output = [height + top + bottom, width + left + right, channels];
    if (!isTooWide(output[0]!, output[1]!)) return output;
    return { ...tooWide(input, 'top', 'margin'), set: [{ label: 'Add nothing', params: { top: 0, bottom: 0, left: 0, right: 0 } }] };
  },
  mask: () => 'ends',
  weights: () => [],
  build({ top, bottom, left, right, mode }, x, { b }) {
    if (mode === 'zeros') return b.pad(x, [0, 0, top, bottom, left, right, 0, 0]);
    return repeatEnds(b, repeatEnds(b, x, 1, top, bottom), 2, left, right);
  },
  reach: ({ mode }, input) => (mode === 'edge' ? input : between(Math.min(input.low, 0), Math.max(input.high, 0))),
  mirror: ({ top, bottom, left, right }) => [{ kind: 'crop', params: { top, bottom, left, right } }],
});
