/** Statements, conditions and returns as lines of Python. */
import type { Step } from '../program/by-mode';
import type { Expression } from '../program/expression';
import type { Statement } from '../program/write-region';
import { fit, printShape, WIDTH } from './text';

/** `a` of code, with the shapes that say most as comments. */
function statementLines({ name, expression, shape }: Pick<Statement, 'name' | 'expression' | 'shape'>, indent: number): string[] {
  const line = fit(`${name} = ${expression.text}`, indent);
  const comment = shape.length > 0 ? `  # ${printShape(shape)}` : '';
  return [line.includes('\n') || line.length + comment.length > WIDTH ? line : line + comment];
}
const conditionOf = (condition: 'sample' | 'training'): string => (condition === 'sample' ? 'sample' : 'self.training');
export function stepLines(steps: readonly Step[], indent: number): string[] {
  return steps.flatMap((step): string[] => {
    if ('expression' in step) return statementLines(step, indent);
    const condition = conditionOf(step.condition);
    const lines = step.results.map(({ name, yes, no }) => `${' '.repeat(indent)}${name} = ${yes.text} if ${condition} else ${no.text}`);
    if (step.yes.length === 0 && step.no.length === 0 && lines.every((line) => line.length <= WIDTH)) return lines;
    const assign = (which: 'yes' | 'no'): string[] => step.results.flatMap((result) => (result[which].text === result.name ? [] : [fit(`${result.name} = ${result[which].text}`, indent + 4)]));
    const branch = (which: 'yes' | 'no'): string[] => [...step[which].flatMap((statement) => statementLines(statement, indent + 4)), ...assign(which)];
    const [yes, no] = [branch('yes'), branch('no')];
    const pad = ' '.repeat(indent);
    return [`${pad}if ${condition}:`, ...yes, ...(no.length > 0 ? [`${pad}else:`, ...no] : [])];
  });
}

/** `return a` or `return a, b`; a name that is only returned is returned as what it is. */
export function returnLines(steps: readonly Step[], results: readonly Expression[], indent: number): string[] {
  const last = steps.at(-1);
  if (results.length === 1 && last && 'expression' in last && last.name === results[0]!.text) {
    return [...stepLines(steps.slice(0, -1), indent), fit(`return ${last.expression.text}`, indent)];
  }
  if (results.length === 1 && last && 'condition' in last && last.results.length === 1 && last.results[0]!.name === results[0]!.text) {
    const { yes, no } = last.results[0]!;
    const condition = conditionOf(last.condition);
    const pad = ' '.repeat(indent);
    const line = `${pad}return ${yes.text} if ${condition} else ${no.text}`;
    if (last.yes.length + last.no.length > 0 || line.length > WIDTH) {
      const branch = (statements: readonly Statement[], result: Expression, by: number): string[] => [...statements.flatMap((one) => statementLines(one, by)), fit(`return ${result.text}`, by)];
      // The shorter way comes first.
      if (last.no.length <= last.yes.length) return [...stepLines(steps.slice(0, -1), indent), `${pad}if not ${condition}:`, ...branch(last.no, no, indent + 4), ...branch(last.yes, yes, indent)];
      return [...stepLines(steps.slice(0, -1), indent), `${pad}if ${condition}:`, ...branch(last.yes, yes, indent + 4), ...branch(last.no, no, indent)];
    }
    return [...stepLines(steps.slice(0, -1), indent), line];
  }
  return [...stepLines(steps, indent), fit(`return ${results.map(({ text }) => text).join(', ')}`, indent)];
}
