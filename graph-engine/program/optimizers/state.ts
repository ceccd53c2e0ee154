/** What every optimiser needs: state tensors beside the parameter, and updates that carry the parameter's origin. */
import type { Builder, Tensor } from '../builder';
import type { Parameter } from '../types';
import type { ParameterGradient } from './definition';

/** Zeros of the parameter's shape that live across steps under the name `<parameter>:<suffix>`. */
export function stateOf(b: Builder, { name, value, player, origin }: Parameter, suffix: string): { readonly name: string; readonly tensor: Tensor } {
  const state = `${name}:${suffix}`;
  return { name: state, tensor: b.parameter(state, b.values[value]!.shape, { kind: 'zeros' }, { player, trainable: false, origin }) };
}

/** Runs `write` for each pair with the value of its parameter, in phase `update` and with the parameter's origin. */
export function updateEach(b: Builder, pairs: readonly ParameterGradient[], write: (parameter: Parameter, value: Tensor, gradient: Tensor) => void): void {
  const { origin, phase } = b;
  b.phase = 'update';
  for (const { parameter, gradient } of pairs) {
    b.origin = parameter.origin;
    write(parameter, b.values[parameter.value]!, gradient);
  }
  b.origin = origin;
  b.phase = phase;
}

/** Moving average: decay · before + (1 − decay) · value. */
export function movingAverage(b: Builder, before: Tensor, value: Tensor, decay: number): Tensor {
  return b.add(b.mul(before, decay), b.mul(value, 1 - decay));
}
