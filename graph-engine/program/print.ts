/** One line per operation, stable: the form in which programs are read, tested and shown. */
import type { Attr, Program, Value } from './types';

const printValue = ({ id, shape, dtype }: Value): string => `%${id}: ${dtype === 'float32' ? 'f32' : 'i32'}[${shape.join(', ')}]`;
const printAttr = (value: Attr): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

export function printProgram(program: Program): string {
  const value = (id: number): string => printValue(program.values[id]!);
  const lines: string[] = [];
  for (const input of program.inputs) lines.push(`${input.kind} ${value(input.value)} = ${input.name}`);
  for (const { name, value: id, player, trainable, init } of program.parameters) {
    lines.push(`parameter ${value(id)} = ${name} (${player}${trainable ? '' : ', not trained'}, ${init.kind})`);
  }
  let phase = '';
  for (const op of program.ops) {
    if (op.phase !== phase) lines.push(`${(phase = op.phase)}:`);
    const attrs = Object.entries(op.attrs).filter(([, v]) => v !== false).map(([key, v]) => `, ${key}=${printAttr(v)}`).join('');
    const place = op.origin ? `  # ${op.origin.node}${op.origin.layer ? `/${op.origin.layer}` : ''}` : '';
    lines.push(`  ${value(op.output)} = ${op.kind}(${op.inputs.map((id) => `%${id}`).join(', ')}${attrs})${place}`);
  }
  for (const term of program.terms) lines.push(`loss ${term.name} = %${term.value} × ${term.isWeightValue ? `%${term.weight}` : term.weight} (${term.player})`);
  for (const metric of program.metrics) lines.push(`metric ${metric.name} = %${metric.value}`);
  for (const update of program.updates) lines.push(`update ${update.parameter} = %${update.value}`);
  return `${lines.join('\n')}\n`;
}
