/** Crop: cuts rows and columns off the sides of an image. */
import { printShape } from '../document/shape';
import { defineLayer } from './definition';
import { marginFields, notAnImage, printMargins } from './image';

export const crop = defineLayer({
  kind: 'crop',
  title: 'Crop',
  help: 'Cuts rows and columns off the sides of the image, as where doubling has made it a little too large.',
  words: ['cut', 'trim', 'cropping'],
  category: 'shape',
  fields: marginFields,
  summary: printMargins,
  infer({ top, bottom, left, right }, input) {
    const problem = notAnImage(input);
    if (problem) return problem;
    const [height, width, channels] = input as readonly [number, number, number];
    if (height > top + bottom && width > left + right) return [height - top - bottom, width - left - right, channels];
    const none = { top: 0, bottom: 0, left: 0, right: 0 };
    return { expected: `an image larger than ${top + bottom} × ${left + right}`, found: printShape(input), cure: 'Cut off less.', set: [{ label: 'Cut off nothing', params: none }] };
  },
  mask: () => 'ends',
  weights: () => [],
  build({ top, bottom, left, right }, x, { b }) {
    const [batch, height, width, channels] = x.shape as readonly [number, number, number, number];
    return b.slice(x, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels]);
  },
  reach: (_, input) => input,
  // What was cut off is unknown; the nearest pixels are a better guess than black.
  mirror: ({ top, bottom, left, right }) => [{ kind: 'pad', params: { top, bottom, left, right, mode: 'edge' } }],
});
