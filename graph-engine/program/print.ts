/** One line per operation, stable: the form in which programs are read, tested and shown. */
import type { Attr, Op, Program, Value } from './types';

const printValue = ({ id, shape, dtype }: Value): string => `%${id}: ${dtype === 'float32' ? 'f32' : 'i32'}[${shape.join(', ')}]`;
const printAttr = (value: Attr): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

/** A line, and the operation it tells of, if it tells of one. */
export interface ProgramLine {
  readonly text: string;
  readonly op: Op | null;
}

export function programLines(program: Program): readonly ProgramLine[] {
  const value = (id: number): string => printValue(program.values[id]!);
  const lines: ProgramLine[] = [];
  const write = (text: string, op: Op | null = null): void => void lines.push({ text, op });
  for (const input of program.inputs) write(`${input.kind} ${value(input.value)} = ${input.name}`);
  for (const { name, value: id, player, trainable, init } of program.parameters) {
    write(`parameter ${value(id)} = ${name} (${player}${trainable ? '' : ', not trained'}, ${init.kind})`);
  }
  let phase = '';
  for (const op of program.ops) {
    if (op.phase !== phase) write(`${(phase = op.phase)}:`);
    const attrs = Object.entries(op.attrs).filter(([, v]) => v !== false).map(([key, v]) => `, ${key}=${printAttr(v)}`).join('');
    const place = op.origin ? `  # ${op.origin.node}${op.origin.layer ? `/${op.origin.layer}` : ''}` : '';
    write(`  ${value(op.output)} = ${op.kind}(${op.inputs.map((id) => `%${id}`).join(', ')}${attrs})${place}`, op);
  }
  for (const term of program.terms) write(`loss ${term.name} = %${term.value} × ${term.isWeightValue ? `%${term.weight}` : term.weight} (${term.player})`);
  for (const metric of program.metrics) write(`metric ${metric.name} = %${metric.value}`);
  for (const update of program.updates) write(`update ${update.parameter} = %${update.value}`);
  return lines;
}

export const printProgram = (program: Program): string => `${programLines(program).map(({ text }) => text).join('\n')}\n`;
