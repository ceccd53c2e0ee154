/** Pad in TensorFlow.js. */
import { marginPairs, type Margins } from '../image';
import { defineSpelling } from './definition';
import { customLayer, tfLayer } from './words';

/** tf.layers pads with zeros alone. */
const classSource = `/** Repeats the outermost rows and columns of an image. */
export class EdgePadding2D extends tf.layers.Layer {
  static className = 'EdgePadding2D';
  private readonly padding: number[][];

  constructor(config: { name?: string; padding: number[][] }) {
    super(config);
    this.padding = config.padding;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      let x = (Array.isArray(inputs) ? inputs[0]! : inputs).clone();
      this.padding.forEach(([before = 0, after = 0], i) => {
        const axis = i + 1;
        const along = (value: number): number[] => x.shape.map((_, j) => (j === axis ? value : 0));
        const size = x.shape.map((length, j) => (j === axis ? 1 : length));
        const times = (count: number): number[] => x.shape.map((_, j) => (j === axis ? count : 1));
        const first = x.slice(along(0), size);
        const last = x.slice(along(x.shape[axis]! - 1), size);
        const parts = [x];
        if (before > 0) parts.unshift(first.tile(times(before)));
        if (after > 0) parts.push(last.tile(times(after)));
        x = tf.concat(parts, axis);
      });
      return x;
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return (inputShape as tf.Shape).map((length, axis) => {
      const [before = 0, after = 0] = this.padding[axis - 1] ?? [];
      return length === null ? null : length + before + after;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), padding: this.padding };
  }
}
tf.serialization.registerClass(EdgePadding2D);
`;

export const pad = defineSpelling((params: Margins & { readonly mode: 'zeros' | 'edge' }, { name, custom }) => {
  const padding = marginPairs(params);
  return [params.mode === 'zeros' ? tfLayer('zeroPadding2d', { name, padding }) : customLayer(custom('EdgePadding2D', classSource), { name, padding })];
});
