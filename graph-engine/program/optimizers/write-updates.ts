/** Writes what an optimiser does to each parameter, in phase `update` and with the parameter's origin. */
import type { OptimizerSettings, PlayerId } from '../../document/types';
import type { OptimizerDefinition, UpdateStep } from '../../optimizers/definition';
import { valueOf } from '../../optimizers/formula';
import { optimizerOf } from '../../optimizers/registry';
import type { Builder, Tensor } from '../builder';
import type { Parameter } from '../types';

/** A trained parameter and the derivative of its player's loss with respect to it, of equal shape. */
export interface ParameterGradient {
  readonly parameter: Parameter;
  readonly gradient: Tensor;
}

/** A weight as the optimiser sees it: as it is, or as a matrix of no fewer rows than columns. */
interface View {
  readonly shape: readonly number[];
  see(x: Tensor): Tensor;
  /** Back to the weight's own shape. */
  back(x: Tensor): Tensor;
}
function matrixOf(b: Builder, shape: readonly number[]): View {
  const columns = shape.at(-1)!;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const flat = (x: Tensor): Tensor => b.reshape(x, [rows, columns]);
  if (rows >= columns) return { shape: [rows, columns], see: flat, back: (x) => b.reshape(x, shape) };
  return { shape: [columns, rows], see: (x) => b.transpose(flat(x), [1, 0]), back: (x) => b.reshape(b.transpose(x, [1, 0]), shape) };
}
const asItIs = (shape: readonly number[]): View => ({ shape, see: (x) => x, back: (x) => x });

/** `rate` is the scalar learning rate. Scalars count the updates of `player` from the step of a run, which is how many there were before. */
export function writeUpdates(b: Builder, pairs: readonly ParameterGradient[], player: PlayerId, settings: OptimizerSettings, rate: Tensor): void {
  const definition: OptimizerDefinition = optimizerOf(settings.kind);
  const { phase, origin } = b;
  b.phase = 'update';
  b.origin = null;
  const step: UpdateStep = { b, rate, settings, scalar: (name, formula) => b.schedule(`${player} ${name}`, (run) => valueOf(formula, run + 1)) };
  const shapeOf = ({ parameter }: ParameterGradient): readonly number[] => b.values[parameter.value]!.shape;
  const isMatrix = (pair: ParameterGradient): boolean => definition.beginMatrices !== undefined && shapeOf(pair).length >= 2;
  const update = pairs.some((pair) => !isMatrix(pair)) ? definition.begin(step) : null;
  const updateMatrix = pairs.some(isMatrix) ? definition.beginMatrices!(step) : null;
  for (const pair of pairs) {
    const { parameter, gradient } = pair;
    const { name, origin: of } = parameter;
    b.origin = of;
    const matrix = isMatrix(pair);
    const view = matrix ? matrixOf(b, shapeOf(pair)) : asItIs(shapeOf(pair));
    const states = new Map<string, Tensor>();
    const state = (suffix: string): Tensor => {
      const known = states.get(suffix) ?? b.parameter(`${name}:${suffix}`, view.shape, { kind: 'zeros' }, { player, trainable: false, origin: of });
      states.set(suffix, known);
      return known;
    };
    const next = (matrix ? updateMatrix! : update!)({
      value: view.see(b.values[parameter.value]!),
      gradient: view.see(gradient),
      state,
      keep: (suffix, value) => {
        state(suffix);
        b.updates.push({ parameter: `${name}:${suffix}`, value: value.id });
        return value;
      },
      ofRows: (_, formula) => b.constant(valueOf(formula, view.shape[0]!)),
    });
    b.updates.push({ parameter: name, value: view.back(next).id });
  }
  b.phase = phase;
  b.origin = origin;
}
