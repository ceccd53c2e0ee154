/**
 * Gated recurrent units (Cho et al. 2014, section 2.3), with the reset gate behind the product, as cuDNN and PyTorch have them: a memory that is carried
 * from place to place. The places are unrolled.
 */
import { select } from '../functions/common';
import { defineFunction } from '../functions/define-function';
import { printShape } from '../document/shape';
import type { Builder, Tensor } from '../program/builder';
import { defineLayer, type LayerSketch, type WeightSpec } from './definition';
import { between } from './reach';
import { notASequence } from './sequence';

/** Each place is written out in the program. */
const placesLimit = 256;

const gruCell = defineFunction(
  {
    name: 'gruCell',
    help: 'The memory after a place: r = σ(x_r + U_r h), z = σ(x_z + U_z h), n = tanh(x_n + r (U_n h + c)), (1 − z) n + z h; `x` holds what the place gives to r, z and n',
    source: 'Cho et al. 2014, eq. 5 to 8',
  },
  ['x', 'memory', 'recurrentKernel', 'recurrentBias'],
  (b, x: Tensor, memory: Tensor, recurrentKernel: Tensor, recurrentBias: Tensor) => {
    const [batch, units] = memory.shape as readonly [number, number];
    const recalled = b.name('recalled', b.matMul(memory, recurrentKernel));
    const part = (of: Tensor, which: number, count = 1): Tensor => b.slice(of, [0, which * units], [batch, count * units]);
    const gates = b.name('gates', b.sigmoid(b.add(part(x, 0, 2), part(recalled, 0, 2))));
    const [reset, kept] = [part(gates, 0), b.name('kept', part(gates, 1))];
    const proposed = b.name('proposed', b.tanh(b.add(part(x, 2), b.mul(reset, b.add(part(recalled, 2), recurrentBias)))));
    return b.add(proposed, b.mul(kept, b.sub(memory, proposed)));
  },
);

type Direction = 'forward' | 'backward';
/** A direction on its own, or both. */
const directionsOf = (direction: Direction | 'both'): readonly Direction[] => (direction === 'both' ? ['forward', 'backward'] : [direction]);

function weightsOf(direction: Direction, channels: number, units: number): readonly WeightSpec[] {
  return [
    { name: `${direction}Kernel`, shape: [channels, 3 * units], init: { kind: 'glorotUniform', fanIn: channels, fanOut: units } },
    { name: `${direction}Bias`, shape: [3 * units], init: { kind: 'zeros' } },
    { name: `${direction}RecurrentKernel`, shape: [units, 3 * units], init: { kind: 'glorotUniform', fanIn: units, fanOut: units } },
    { name: `${direction}RecurrentBias`, shape: [units], init: { kind: 'zeros' } },
  ];
}

/** The memory at each place, in their order. */
function read(b: Builder, x: Tensor, mask: Tensor | null, units: number, direction: Direction, weight: (name: string) => Tensor): readonly Tensor[] {
  const [batch, places, channels] = x.shape as readonly [number, number, number];
  const product = b.matMul(b.reshape(x, [batch * places, channels]), weight(`${direction}Kernel`));
  const given = b.name('given', b.reshape(b.add(product, weight(`${direction}Bias`)), [batch, places, 3 * units]));
  const memories: Tensor[] = [];
  let memory = b.constant(0, [batch, units]);
  for (let step = 0; step < places; step++) {
    const place = direction === 'forward' ? step : places - 1 - step;
    const here = b.reshape(b.slice(given, [0, place, 0], [batch, 1, 3 * units]), [batch, 3 * units]);
    const next = gruCell(b, here, memory, weight(`${direction}RecurrentKernel`), weight(`${direction}RecurrentBias`));
    // Nothing is read in padded places.
    memory = b.name('memory', mask ? select(b, b.slice(mask, [0, place], [batch, 1]), next, memory) : next);
    memories[place] = memory;
  }
  return memories;
}

export const gru = defineLayer({
  kind: 'gru',
  title: 'GRU',
  help: 'Reads a sequence place by place and carries a memory along, of which gates decide what is kept.',
  words: ['recurrent', 'rnn', 'recurrent network', 'lstm', 'gated recurrent unit', 'memory', 'bidirectional', 'bigru', 'time', 'text', 'sound'],
  category: 'sequence',
  fields: {
    units: { type: 'integer', label: 'Units', help: 'Numbers of the memory.', default: 32, min: 1, max: 4096 },
    direction: {
      type: 'choice',
      label: 'Direction',
      help: 'From where to where it reads.',
      default: 'forward',
      options: [
        { value: 'forward', label: 'Forward', help: 'From the first place to the last.' },
        { value: 'backward', label: 'Backward', help: 'From the last place to the first.' },
        { value: 'both', label: 'Both', help: 'Two memories side by side, one for each direction: each place knows what is before and behind it.' },
      ],
    },
    gives: {
      type: 'choice',
      label: 'Gives',
      help: 'What goes on.',
      default: 'places',
      options: [
        { value: 'places', label: 'Each place', help: 'The memory after each place: a sequence.' },
        { value: 'last', label: 'The last', help: 'The memory after all places: one vector.' },
      ],
    },
  },
  summary: ({ units, direction, gives }) => `${units}${direction === 'forward' ? '' : ` · ${direction}`}${gives === 'last' ? ' · last' : ''}`,
  infer({ units, direction, gives }, input) {
    const problem = notASequence(input);
    if (problem) return problem;
    const [places, channels] = input as readonly [number, number];
    if (places > placesLimit) {
      return { expected: `a sequence of at most ${placesLimit} places`, found: printShape(input), cure: 'Put a Conv1D with a stride before it, which makes places fewer.', insert: [{ kind: 'conv1d', params: { filters: channels, stride: Math.min(16, Math.ceil(places / placesLimit)) } }] };
    }
    const size = units * directionsOf(direction).length;
    return gives === 'last' ? [size] : [places, size];
  },
  weights: ({ units, direction }, [, channels]) => directionsOf(direction).flatMap((one) => weightsOf(one, channels!, units)),
  mask: ({ gives }) => (gives === 'last' ? 'ends' : 'uses'),
  build({ units, direction, gives }, x, { b, weight, mask }) {
    const readings = directionsOf(direction).map((one) => ({ one, memories: read(b, x, mask, units, one, weight) }));
    const together = (parts: readonly Tensor[]): Tensor => (parts.length === 1 ? parts[0]! : b.concat(parts, parts[0]!.shape.length - 1));
    if (gives === 'last') return together(readings.map(({ one, memories }) => (one === 'forward' ? memories.at(-1)! : memories[0]!)));
    const [batch, places] = x.shape as readonly [number, number];
    return together(readings.map(({ memories }) => b.reshape(b.concat(memories, 1), [batch, places, units])));
  },
  reach: () => between(-1, 1),
  mirror({ units, direction, gives }, [, channels]): readonly LayerSketch[] | string {
    if (gives === 'last') return 'what was when is lost where the last memory alone goes on';
    return [{ kind: 'gru', params: { units, direction, gives } }, { kind: 'dense', params: { units: channels!, activation: 'linear' } }];
  },
});
