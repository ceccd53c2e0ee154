/** Statements, conditions and returns as lines of TypeScript. */
import type { Condition, Step } from '../program/by-mode';
import type { Expression } from '../program/expression';
import type { Statement } from '../program/write-region';
import { fit, printShape, WIDTH } from './text';

/** `line`, with what it gives as a comment behind it where that fits. */
export function shaped(line: string, shape: Statement['shape']): string {
  const said = shape.length > 0 ? ` // ${printShape(shape)}` : '';
  return line.includes('\n') || line.length + said.length > WIDTH ? line : line + said;
}
/** `const a = …; // [batch, 2]` */
export const constLine = ({ name, expression, shape }: Pick<Statement, 'name' | 'expression' | 'shape'>, indent: number): string => shaped(fit(`const ${name} = ${expression.text};`, indent), shape);

const conditionOf = (condition: Condition, isMet: boolean): string => (condition === 'sample' ? `mode ${isMet ? '!==' : '==='} 'infer'` : `mode ${isMet ? '===' : '!=='} 'train'`);
/** Both branches as one expression, or null where they need statements. */
const choice = (condition: Condition, yes: Expression, no: Expression): string => `${conditionOf(condition, false)} ? ${no.text} : ${yes.text}`;

export function stepLines(steps: readonly Step[], indent: number): string[] {
  const pad = ' '.repeat(indent);
  return steps.flatMap((step): string[] => {
    if ('expression' in step) return [constLine(step, indent)];
    const { condition, yes, no, results } = step;
    if (yes.length + no.length === 0) return results.map((result) => fit(`const ${result.name} = ${choice(condition, result.yes, result.no)};`, indent));
    // A value of the branch that is called as what it gives is that at once.
    const isGiven = ({ name }: Statement, which: 'yes' | 'no'): boolean => results.some((result) => result.name === name && result[which].text === name);
    const branch = (which: 'yes' | 'no'): string[] => [
      ...step[which].map((statement) => (isGiven(statement, which) ? shaped(fit(`${statement.name} = ${statement.expression.text};`, indent + 2), statement.shape) : constLine(statement, indent + 2))),
      ...results.filter((result) => result[which].text !== result.name).map((result) => fit(`${result.name} = ${result[which].text};`, indent + 2)),
    ];
    // What a branch gives as it stands is the first value, and the other branch changes it.
    const plain = (['no', 'yes'] as const).find((which) => step[which].length === 0);
    if (plain) {
      const other = plain === 'no' ? 'yes' : 'no';
      return [...results.map((result) => fit(`let ${result.name}: tf.Tensor = ${result[plain].text};`, indent)), `${pad}if (${conditionOf(condition, other === 'yes')}) {`, ...branch(other), `${pad}}`];
    }
    return [...results.map(({ name }) => `${pad}let ${name}: tf.Tensor;`), `${pad}if (${conditionOf(condition, false)}) {`, ...branch('no'), `${pad}} else {`, ...branch('yes'), `${pad}}`];
  });
}

/** The statements, and what they give: a value that is only returned is returned as what it is. `written`: results as one expression. */
export function returnLines(steps: readonly Step[], results: readonly Expression[], indent: number, written: (texts: readonly string[]) => string): string[] {
  const pad = ' '.repeat(indent);
  const last = steps.at(-1);
  const given = (texts: readonly string[], by = indent): string => fit(`return ${written(texts)};`, by);
  const texts = results.map(({ text }) => text);
  if (last && 'expression' in last && results.length === 1 && last.name === texts[0]) return [...stepLines(steps.slice(0, -1), indent), given([last.expression.text])];
  if (last && 'condition' in last) {
    const { condition, yes, no } = last;
    const branch = (which: 'yes' | 'no'): string[] => texts.map((text) => last.results.find(({ name }) => name === text)?.[which].text ?? text);
    const before = stepLines(steps.slice(0, -1), indent);
    if (yes.length + no.length === 0 && results.length === 1) {
      const { yes: a, no: b } = last.results[0]!;
      const line = `${pad}return ${choice(condition, a, b)};`;
      if (line.length <= WIDTH) return [...before, line];
    }
    const early = no.length === 0 ? [`${pad}if (${conditionOf(condition, false)}) ${given(branch('no')).trim()}`] : [`${pad}if (${conditionOf(condition, false)}) {`, ...no.map((statement) => constLine(statement, indent + 2)), given(branch('no'), indent + 2), `${pad}}`];
    const isShort = early.every((line) => !line.includes('\n') && line.length <= WIDTH);
    const first = isShort || no.length > 0 ? early : [`${pad}if (${conditionOf(condition, false)}) {`, given(branch('no'), indent + 2), `${pad}}`];
    return [...before, ...first, ...yes.map((statement) => constLine(statement, indent)), given(branch('yes'))];
  }
  return [...stepLines(steps, indent), given(texts)];
}
