/** The derivative of every operation against central differences, and the derivative of the derivative where one is used. */
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientFaults, runProgram, sample, useCpu, type Numbers } from '../../testing/run-program';
import { derive } from '../backward';
import { nats } from '../../document/units';
import { Builder, type Tensor } from '../builder';
import { opCases } from '../../testing/op-cases';
import { verify } from '../verify';
import { ops, typeOf, type OpKind } from './index';

type Shapes = readonly (readonly number[])[];
interface Case {
  readonly name: string;
  readonly covers: readonly OpKind[];
  readonly shapes: Shapes;
  readonly build: (b: Builder, xs: readonly Tensor[]) => Tensor;
  /** Makes the inputs positive. */
  readonly positive?: boolean;
  readonly twice?: boolean;
}
const sizeOf = (shape: readonly number[]): number => shape.reduce((a, n) => a * n, 1);

function prepare({ shapes, positive }: Case): { b: Builder; xs: Tensor[]; given: Numbers } {
  const b = new Builder();
  const xs = shapes.map((shape, i) => b.data(`x${i}`, shape));
  const values = shapes.map((shape, i) => sample(sizeOf(shape), i).map((value) => (positive ? Math.abs(value) + 0.5 : value)));
  return { b, xs, given: Object.fromEntries(xs.map((x, i) => [x.id, values[i]!])) };
}

const unary = (kind: OpKind, options: Partial<Case> = {}): Case => ({ name: kind, covers: [kind], shapes: [[3, 4]], build: (b, [x]) => b.emit(kind, [x!]), twice: true, ...options });
const binary = (kind: OpKind): Case[] =>
  ([[[3, 4], [3, 4]], [[3, 4], [4]], [[4], [3, 4]], [[2, 3, 1], [1, 4]], [[3, 4], []]] as Shapes[]).map((shapes) => ({
    name: `${kind} ${shapes.map((shape) => `[${shape}]`).join(' ')}`,
    covers: [kind],
    shapes,
    build: (b, [x, y]) => b.emit(kind, [x!, kind === 'div' ? b.add(b.square(y!), 0.5) : b.add(y!, 0.3)]),
    twice: true,
  }));
const flags = [false, true];
const matMuls: Case[] = ([[], [2], [2, 1, 2]] as Shapes).flatMap((lead) =>
  flags.flatMap((ta) =>
    flags.map((tb): Case => ({
      name: `matMul ${lead.length > 0 ? `of [${lead}] ` : ''}${ta} ${tb}`,
      covers: ['matMul'],
      shapes: [[...lead, ...(ta ? [4, 3] : [3, 4])], [...lead, ...(tb ? [2, 4] : [4, 2])]],
      build: (b, [x, y]) => b.matMul(x!, y!, ta, tb),
      twice: true,
    })),
  ),
);
const convolutions: Case[] = ([[5, 3, 1], [5, 3, 2], [6, 3, 2], [6, 2, 2], [7, 4, 3]] as const).flatMap(([size, kernel, stride]) =>
  (['same', 'valid'] as const).flatMap((padding): Case[] => {
    const y = padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - kernel) / stride) + 1;
    const name = `${size} by ${kernel}, stride ${stride}, ${padding}`;
    return [
      { name: `conv2d ${name}`, covers: ['conv2d', 'convFilterGrad'], shapes: [[2, size, size, 2], [kernel, kernel, 2, 3]], build: (b, [x, k]) => b.conv2d(x!, k!, [stride, stride], padding), twice: size < 6 },
      {
        name: `convInputGrad ${name}`,
        covers: ['convInputGrad'],
        shapes: [[2, y, y, 3], [kernel, kernel, 2, 3]],
        build: (b, [x, k]) => b.conv2dTranspose(x!, k!, [2, size, size, 2], [stride, stride], padding),
        twice: size < 6,
      },
      {
        name: `convFilterGrad ${name}`,
        covers: ['convFilterGrad'],
        shapes: [[2, size, size, 2], [2, y, y, 3]],
        build: (b, [x, dy]) => b.emit('convFilterGrad', [x!, dy!], { strides: [stride, stride], padding, filterShape: [kernel, kernel, 2, 3] }),
      },
    ];
  }),
);
const picture = [2, 5, 5, 2];
const smooth: OpKind[] = ['neg', 'exp', 'square', 'abs', 'relu', 'sigmoid', 'tanh', 'softplus', 'softmax', 'logSoftmax'];
const cases: Case[] = [
  ...smooth.map((kind) => unary(kind)),
  ...(['log', 'sqrt'] as const).map((kind) => unary(kind, { positive: true })),
  ...(['add', 'sub', 'mul', 'div', 'maximum', 'minimum'] as const).flatMap(binary),
  ...matMuls,
  ...convolutions,
  { name: 'avgPool', covers: ['avgPool'], shapes: [picture], build: (b, [x]) => b.avgPool(x!, [2, 2]), twice: true },
  { name: 'avgPool per axis', covers: ['avgPool'], shapes: [picture], build: (b, [x]) => b.avgPool(x!, [1, 2]), twice: true },
  { name: 'maxPool', covers: ['maxPool', 'equal'], shapes: [picture], build: (b, [x]) => b.maxPool(x!, [2, 2]), twice: true },
  { name: 'maxPool per axis', covers: ['maxPool'], shapes: [picture], build: (b, [x]) => b.maxPool(x!, [2, 1]), twice: true },
  { name: 'upsample', covers: ['upsample'], shapes: [[2, 2, 3, 2]], build: (b, [x]) => b.upsample(x!, [3, 3]), twice: true },
  { name: 'upsample per axis', covers: ['upsample'], shapes: [[2, 2, 3, 2]], build: (b, [x]) => b.upsample(x!, [2, 3]), twice: true },
  { name: 'reshape', covers: ['reshape'], shapes: [[3, 4]], build: (b, [x]) => b.reshape(x!, [2, 6]) },
  { name: 'transpose', covers: ['transpose'], shapes: [[2, 3, 4]], build: (b, [x]) => b.transpose(x!, [2, 0, 1]) },
  { name: 'sum', covers: ['sum'], shapes: [[2, 3, 4]], build: (b, [x]) => b.sum(x!, [0, 2]) },
  { name: 'sum, kept', covers: ['sum'], shapes: [[2, 3, 4]], build: (b, [x]) => b.sum(x!, [1], true) },
  { name: 'broadcastTo', covers: ['broadcastTo'], shapes: [[3, 1]], build: (b, [x]) => b.broadcastTo(x!, [2, 3, 4]) },
  { name: 'concat', covers: ['concat'], shapes: [[2, 3], [2, 1], [2, 2]], build: (b, xs) => b.concat(xs, 1) },
  { name: 'slice', covers: ['slice'], shapes: [[4, 5]], build: (b, [x]) => b.slice(x!, [1, 2], [2, 3]) },
  { name: 'pad', covers: ['pad'], shapes: [[2, 3]], build: (b, [x]) => b.pad(x!, [1, 0, 2, 1]) },
  { name: 'gather', covers: ['gather', 'segmentSum'], shapes: [[4, 3]], build: (b, [x]) => b.gather(x!, b.argMax(b.mul(b.constant(1, [5, 4]), b.randomUniform([5, 4])))), twice: true },
  {
    name: 'segmentSum',
    covers: ['segmentSum'],
    shapes: [[5, 3]],
    build: (b, [x]) => b.emit('segmentSum', [x!, b.argMax(b.randomUniform([5, 4]))], { segments: 4 }),
  },
  { name: 'the same value twice', covers: [], shapes: [[3]], build: (b, [x]) => b.mul(b.add(x!, x!), x!) },
];
const withoutDerivative: OpKind[] = ['sign', 'step', 'floor', 'stopGradient', 'equal', 'argMax', 'oneHot', 'toInt', 'toFloat', 'constant', 'randomNormal', 'randomUniform'];

beforeAll(useCpu);

describe('derivatives', () => {
  it.each(cases)('$name', (test) => {
    const { b, xs, given } = prepare(test);
    expect(gradientFaults(b, test.build(b, xs), xs, given)).toEqual([]);
    verify(b.finish());
  });
  it.each(cases.filter(({ twice }) => twice))('$name, twice', (test) => {
    const { b, xs, given } = prepare(test);
    const y = test.build(b, xs);
    // Σ y² makes the first derivative depend on every input.
    const [slope] = derive(b, b.sum(b.mul(b.square(y), 0.5)), xs);
    expect(gradientFaults(b, slope!, xs, given)).toEqual([]);
    verify(b.finish());
  });
  it('covers every operation', () => {
    const covered = new Set([...cases.flatMap(({ covers }) => covers), ...withoutDerivative]);
    expect(Object.keys(ops).filter((kind) => !covered.has(kind as OpKind))).toEqual([]);
    for (const kind of withoutDerivative) expect(ops[kind].backward, kind).toBe('zero');
  });
  it('shares the derivative among equal maxima', () => {
    const b = new Builder();
    const x = b.data('x', [1, 2, 2, 1]);
    const [dx] = derive(b, b.sum(b.maxPool(x, [2, 2])), [x]);
    expect([...runProgram(b, { [x.id]: Float32Array.of(1, 1, 0, 1) }, [dx!.id])[0]!].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([0.3333, 0.3333, 0, 0.3333]);
  });
  it('sums down to a smaller shape', () => {
    const b = new Builder();
    const x = b.data('x', [2, 3]);
    expect([...runProgram(b, { [x.id]: Float32Array.of(1, 2, 3, 4, 5, 6) }, [b.sumTo(x, [3]).id])[0]!]).toEqual([5, 7, 9]);
    expect([...runProgram(b, { [x.id]: Float32Array.of(1, 2, 3, 4, 5, 6) }, [b.sumTo(x, [2, 1]).id])[0]!]).toEqual([6, 15]);
  });
});

describe('the shapes of operands', () => {
  const product = (x: readonly number[], y: readonly number[], transposeA = false, transposeB = false) => () => typeOf('matMul', [x, y].map((shape) => ({ shape, dtype: 'float32' as const })), { transposeA, transposeB }).shape;
  it('of a product are matrices of the same leading sizes', () => {
    expect(product([6, 2, 3, 4], [6, 2, 5, 4], false, true)()).toEqual([6, 2, 3, 5]);
    expect(product([7, 4, 3], [7, 4, 5], true)()).toEqual([7, 3, 5]);
    for (const [x, y] of [[[2, 3, 4], [4, 5]], [[3, 4], [2, 4, 5]], [[2, 3, 4], [3, 4, 5]], [[2, 3, 3, 4], [3, 2, 4, 5]], [[4], [4, 5]], [[3, 4], [4]], [[], []]]) {
      expect(product(x!, y!), `${x} and ${y}`).toThrow(`internal: matMul of [${x}] and [${y}]`);
    }
    expect(product([2, 3, 4], [2, 3, 5])).toThrow('internal: matMul of [2,3,4] and [2,3,5] with transposes false, false');
    expect(product([2, 3, 4], [2, 4, 5], true)).toThrow('with transposes true, false');
    expect(product([2, 3, 4], [2, 4, 5], false, true)).toThrow('with transposes false, true');
  });
  it('say what a product costs', () => {
    const x = { shape: [6, 2, 4, 3], dtype: 'float32' } as const;
    const y = { shape: [6, 2, 4, 5], dtype: 'float32' } as const;
    expect(ops.matMul.flops!([x, y], { shape: [6, 2, 3, 5], dtype: 'float32' }, { transposeA: true })).toBe(2 * 12 * 3 * 4 * 5);
  });
});

describe('the types of operands', () => {
  const other = { float32: 'int32', int32: 'float32' } as const;

  it('are those of the cases on which every executor agrees', () => {
    for (const { kind, inputs, attrs } of opCases) expect(() => typeOf(kind, inputs, attrs)).not.toThrow();
  });
  it.each(Object.keys(ops) as OpKind[])('of %s are checked, each of them, and so is their number', (kind) => {
    const { inputs, attrs } = opCases.find((one) => one.kind === kind)!;
    const { takes, many } = ops[kind] as (typeof ops)['concat'];
    inputs.forEach((_, i) => {
      // Numbers that are only moved may be of either type, where no operand beside them says which.
      if ((takes[i] ?? takes.at(-1)) === 'either' && inputs.length === takes.length) return;
      const wrong = inputs.map((given, j) => (i === j ? { ...given, dtype: other[given.dtype] } : given));
      expect(() => typeOf(kind, wrong, attrs), `operand ${i}`).toThrow(new RegExp(`^internal: operand \\d of ${kind} is `));
    });
    if (!many) expect(() => typeOf(kind, [...inputs, { shape: [], dtype: 'float32' }], attrs)).toThrow(`internal: ${kind} takes ${inputs.length} operand(s), and gets ${inputs.length + 1}`);
    if (inputs.length) expect(() => typeOf(kind, [], attrs)).toThrow(`internal: ${kind} takes`);
  });
  it('are checked when a program is written, and again when it is verified', () => {
    const b = new Builder();
    const index = b.argMax(b.data('x', [2, 3]));
    expect(() => b.add(index, 1)).toThrow('internal: operand 0 of add is int32, and must be float32; toFloat makes it so');
    expect(() => b.concat([b.constant(1, [2]), index], 0)).toThrow('operand 1 of concat is int32');
    expect(() => b.gather(b.data('t', [4, 2]), b.constant(1, [2]))).toThrow('operand 1 of gather is float32, and must be int32; toInt makes it so');
    const sum = b.add(b.toFloat(index), 1);
    const program = b.finish();
    expect(verify(program)).toBe(program);
    const forged = { ...program, ops: program.ops.map((op) => (op.output === sum.id ? { ...op, inputs: [index.id, op.inputs[1]!] } : op)) };
    expect(() => verify(forged)).toThrow('internal: operand 0 of add is int32');
  });
  it('of results are checked: losses and metrics are float scalars, parameters floats', () => {
    const written = (change: (b: Builder, index: Tensor) => void) => () => {
      const b = new Builder();
      b.parameter('w', [2], { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin: { node: 'n' } });
      change(b, b.argMax(b.data('x', [2, 3])));
      verify(b.finish());
    };
    expect(written((b, index) => void b.metrics.push({ name: 'm', value: index.id, unit: nats }))).toThrow('internal: the metric m is no float32 scalar');
    expect(written((b, index) => void b.terms.push({ name: 'l', value: index.id, unit: nats, weight: 1, isWeightValue: false, player: 'autoencoder', origin: { node: 'n' } }))).toThrow('internal: the loss l');
    expect(written((b, index) => void b.updates.push({ parameter: 'w', value: index.id }))).toThrow('internal: update of w is not float32');
    expect(written((b, index) => void derive(b, b.sum(b.toFloat(index)), [index]))).toThrow('internal: derivative with respect to int32');
  });
});
