/** Checks what every pass must keep: single assignment, definition before use, the shapes of the rules. */
import { typeOf } from './ops';
import type { Program } from './types';

/** @throws `internal:` naming the first operation that breaks a rule. */
export function verify(program: Program): Program {
  const defined = new Set<number>();
  const define = (id: number, what: string): void => {
    if (defined.has(id)) throw new Error(`internal: ${what} defines %${id} twice`);
    if (!program.values[id]) throw new Error(`internal: ${what} defines %${id}, which is no value`);
    defined.add(id);
  };
  for (const input of program.inputs) define(input.value, `input ${input.name}`);
  for (const parameter of program.parameters) define(parameter.value, `parameter ${parameter.name}`);
  const names = new Set(program.parameters.map((parameter) => parameter.name));
  if (names.size !== program.parameters.length) throw new Error('internal: two parameters have the same name');
  program.ops.forEach((op, index) => {
    const what = `operation ${index} (${op.kind})`;
    for (const id of op.inputs) if (!defined.has(id)) throw new Error(`internal: ${what} uses %${id} before its definition`);
    const { shape, dtype } = typeOf(op.kind, op.inputs.map((id) => program.values[id]!), op.attrs);
    const output = program.values[op.output]!;
    if (dtype !== output.dtype || shape.join() !== output.shape.join()) throw new Error(`internal: ${what} gives ${dtype} [${shape}], not ${output.dtype} [${output.shape}]`);
    define(op.output, what);
  });
  const used = [
    ...program.terms.flatMap((term) => [term.value, ...(term.isWeightValue ? [term.weight] : [])]),
    ...program.metrics.map((metric) => metric.value),
    ...program.updates.map((update) => update.value),
    ...Object.values(program.taps),
  ];
  for (const id of used) if (!defined.has(id)) throw new Error(`internal: the result %${id} is not defined`);
  const isFloat = (id: number): boolean => program.values[id]!.dtype === 'float32';
  const isScalar = (id: number): boolean => isFloat(id) && program.values[id]!.shape.length === 0;
  for (const { name, value } of [...program.inputs, ...program.parameters]) if (!isFloat(value)) throw new Error(`internal: ${name} is fed with floats, and declared otherwise`);
  for (const { name, value, weight, isWeightValue } of program.terms) {
    if (!isScalar(value) || (isWeightValue && !isScalar(weight))) throw new Error(`internal: the loss ${name} or its weight is no float32 scalar`);
  }
  for (const { name, value } of program.metrics) if (!isScalar(value)) throw new Error(`internal: the metric ${name} is no float32 scalar`);
  for (const { parameter, value } of program.updates) {
    const target = program.parameters.find(({ name }) => name === parameter);
    if (!target) throw new Error(`internal: update of ${parameter}, which is no parameter`);
    if (program.values[target.value]!.shape.join() !== program.values[value]!.shape.join()) throw new Error(`internal: update of ${parameter} changes its shape`);
    if (!isFloat(value)) throw new Error(`internal: update of ${parameter} is not float32`);
  }
  return program;
}
