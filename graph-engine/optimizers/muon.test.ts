/** Muon on matrices and kernels, against its recurrence in plain numbers; what its iteration makes of singular values. */
import { Matrix, SVD } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { usualSettings } from '../document/training-fields';
import { Builder } from '../program/builder';
import { writeUpdates } from '../program/optimizers/write-updates';
import { verify } from '../program/verify';
import { interpret } from '../testing/float64/interpret';
import { orthogonalise } from './orthogonalise';

const origin = { node: 'n' };
const settings = { ...usualSettings('muon'), learningRate: 0.05, weightDecay: 0.1 };
const gradientAt = (step: number, i: number): number => Math.sin(3 * i + step + 1);

/** Five rounds of Newton and Schulz by a library's products. */
function rounds(gradient: Matrix): Matrix {
  let x = Matrix.div(gradient, gradient.norm('frobenius') + 1e-7);
  for (let round = 0; round < 5; round++) {
    const gram = x.transpose().mmul(x);
    x = Matrix.add(Matrix.mul(x, 3.4445), x.mmul(Matrix.add(Matrix.mul(gram, -4.775), Matrix.mul(gram.mmul(gram), 2.0315))));
  }
  return x;
}
/** `steps` updates of a weight of that shape, from 0.5 everywhere. */
function updates(shape: readonly number[], steps: number): number[] {
  const size = shape.reduce((product, n) => product * n, 1);
  const b = new Builder();
  const w = b.parameter('w', shape, { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin });
  const gradient = b.data('g', shape);
  writeUpdates(b, [{ parameter: b.parameters[0]!, gradient }], 'autoencoder', settings, b.schedule('rate', () => settings.learningRate));
  const program = verify(b.finish());
  const state: Record<string, Float64Array> = Object.fromEntries(program.parameters.map(({ name }) => [name, new Float64Array(size).fill(name === 'w' ? 0.5 : 0)]));
  for (let step = 0; step < steps; step++) {
    const given = {
      ...Object.fromEntries(program.parameters.map(({ name, value }) => [value, state[name]!])),
      ...Object.fromEntries(program.inputs.map((input) => [input.value, input.kind === 'scalar' ? [input.at(step)] : Float64Array.from({ length: size }, (_, i) => gradientAt(step, i))])),
    };
    const next = interpret(program, given, program.updates.map(({ value }) => value));
    program.updates.forEach(({ parameter }, i) => (state[parameter] = next[i]!));
  }
  expect(w.shape).toEqual(shape);
  return [...state['w']!];
}

describe('Muon', () => {
  it.each([[[6, 4]], [[4, 6]], [[3, 3, 2, 4]], [[2, 1, 2, 9]]])('moves a weight of %j as a matrix', (shape) => {
    const columns = shape.at(-1)!;
    const rows = shape.slice(0, -1).reduce((product, n) => product * n, 1);
    let w = Matrix.zeros(rows, columns).add(0.5);
    let moved = Matrix.zeros(rows, columns);
    for (let step = 0; step < 4; step++) {
      const gradient = new Matrix(Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => gradientAt(step, row * columns + column))));
      moved = Matrix.add(Matrix.mul(moved, settings.momentum), gradient);
      const direction = rounds(Matrix.add(gradient, Matrix.mul(moved, settings.momentum)));
      w = Matrix.sub(Matrix.mul(w, 1 - settings.learningRate * settings.weightDecay), Matrix.mul(direction, settings.learningRate * 0.2 * Math.sqrt(Math.max(rows, columns))));
    }
    updates(shape, 4).forEach((x, i) => expect(x).toBeCloseTo(w.to1DArray()[i]!, 10));
  });
  it('has an orthogonal direction, whatever the gradient’s singular values are', () => {
    const b = new Builder();
    const x = b.data('x', [8, 5]);
    const numbers = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i * i) * 10 ** ((i % 5) - 2));
    const [found] = interpret(b.finish(), { [x.id]: numbers }, [orthogonalise(b, x).id]);
    const values = new SVD(Matrix.from1DArray(8, 5, [...found!])).diagonal;
    const before = new SVD(Matrix.from1DArray(8, 5, [...numbers])).diagonal;
    expect(before[0]! / before.at(-1)!).toBeGreaterThan(1_000);
    // Those that are a hundredth of the greatest, or more, end about 1.
    values.forEach((value, i) => before[i]! > before[0]! / 100 && expect(Math.abs(value - 1)).toBeLessThan(0.35));
  });
});
