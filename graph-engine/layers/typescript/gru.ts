/** GRU in TensorFlow.js: `tf.layers.gru` has its reset gate before the product, and knows no mask. */
import { defineSpelling } from './definition';

const source = `/** Reads a sequence place by place and carries a memory along, the reset gate behind the product. */
export class Gru extends tf.layers.Layer {
  static className = 'Gru';
  private readonly config: { units: number; directions: string[]; last: boolean };
  private readonly cells: Record<string, tf.LayerVariable[]> = {};

  constructor(config: { name: string; units: number; directions: string[]; last: boolean }) {
    super({ name: config.name });
    this.config = config;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const channels = (inputShape as tf.Shape).at(-1) as number;
    const { units, directions } = this.config;
    for (const direction of directions) {
      const weight = (name: string, shape: number[], init: ReturnType<typeof tf.initializers.zeros>) =>
        this.addWeight(\`\${direction}\${name}\`, shape, 'float32', init);
      this.cells[direction] = [
        weight('Kernel', [channels, 3 * units], ops.glorotUniform()),
        weight('Bias', [3 * units], tf.initializers.zeros()),
        weight('RecurrentKernel', [units, 3 * units], ops.glorotUniform()),
        weight('RecurrentBias', [units], tf.initializers.zeros()),
      ];
    }
    super.build(inputShape);
  }

  /** The values, and where some places hold nothing a mask of [batch, places]. */
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x, mask] = (Array.isArray(inputs) ? inputs : [inputs]) as [tf.Tensor, tf.Tensor?];
      const present = mask ? mask.unstack(1) : null;
      const results = this.config.directions.map((direction) => this.read(x, present, direction));
      return results.length === 1 ? results[0]! : tf.concat(results, -1);
    });
  }

  private read(x: tf.Tensor, present: tf.Tensor[] | null, direction: string): tf.Tensor {
    const { units, last } = this.config;
    const [kernel, bias, recurrent, offset] = this.cells[direction]!.map((weight) => weight.read());
    const [batch, places, channels] = x.shape as [number, number, number];
    const product = x.reshape([batch * places, channels]).matMul(kernel!).add(bias!);
    const given = product.reshape([batch, places, 3 * units]).unstack(1);
    const memories: tf.Tensor[] = [];
    let memory: tf.Tensor = tf.zeros([batch, units]);
    for (let step = 0; step < places; step++) {
      const place = direction === 'forward' ? step : places - 1 - step;
      const [resetOf, keptOf, proposedOf] = given[place]!.split(3, 1);
      const [reset, kept, proposed] = memory.matMul(recurrent!).split(3, 1);
      const recalled = resetOf!.add(reset!).sigmoid().mul(proposed!.add(offset!));
      const fresh = proposedOf!.add(recalled).tanh();
      const next = fresh.add(keptOf!.add(kept!).sigmoid().mul(memory.sub(fresh)));
      // Nothing is read in padded places.
      const isThere = present?.[place]!.expandDims(1);
      memory = isThere ? isThere.mul(next).add(tf.sub(1, isThere).mul(memory)) : next;
      memories[place] = memory;
    }
    return last ? memory : tf.stack(memories, 1);
  }

  maskAfter(mask: tf.Tensor): tf.Tensor {
    return mask;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const { units, directions, last } = this.config;
    const size = units * directions.length;
    return last ? [null, size] : [null, (inputShape as tf.Shape)[1]!, size];
  }
}
`;

interface Params {
  readonly units: number;
  readonly direction: 'forward' | 'backward' | 'both';
  readonly gives: 'places' | 'last';
}

export const gru = defineSpelling(
  ({ units, direction, gives }: Params, { name, custom }) => {
    const directions = direction === 'both' ? ['forward', 'backward'] : [direction];
    return [`new ${custom('Gru', source)}({ name: '${name}', units: ${units}, directions: [${directions.map((one) => `'${one}'`).join(', ')}], last: ${gives === 'last'} })`];
  },
  { told: true },
);
