/** Named functions of the program in TypeScript: types, a comment with formula, source and shapes, and the body. */
import { isBatch, type Size } from '../program/growth';
import type { WrittenFunction } from '../program/write-functions';
import { constLine } from './lines';
import { comment, fit, signature } from './text';

/** One letter for each axis, by what usually lies there. */
const letters: readonly (readonly string[])[] = [[], ['N'], ['N', 'D'], ['N', 'T', 'D'], ['N', 'H', 'W', 'C']];
/** `[N, D]`; the sizes themselves differ from call to call. */
function shapeLetters(shape: readonly Size[]): string {
  if (shape.length === 0) return 'a scalar';
  const usual = letters[shape.length] ?? shape.map((_, i) => `D${i}`);
  const names = typeof shape[0] === 'number' ? (shape.length === 1 ? ['K'] : ['K', ...usual.slice(1)]) : isBatch(shape[0]) ? usual : ['M', ...usual.slice(1)];
  return `[${names.map((name, i) => (shape[i] === 1 && i > 0 ? '1' : name)).join(', ')}]`;
}

/** `isInside`: of a file that alone calls it, with tensors of many shapes. */
export function functionText({ name, function: named, args, body, result }: WrittenFunction, isInside = false): string {
  const shapes = args.flatMap((arg) => (arg.shape?.length ? `\`${arg.name}\` ${shapeLetters(arg.shape)}` : []));
  const about = `${named.source ? `${named.help} (${named.source})` : named.help.replace(/\.$/, '')}.`;
  const gives = isInside ? '' : ` ${shapes.length > 0 ? `${shapes.join(', ')}; gives` : 'Gives'} ${shapeLetters(result.shape)}.`;
  const parameters = args.map((arg) => `${arg.name}: ${arg.isEither ? 'tf.Tensor | number' : arg.shape === null ? 'number' : 'tf.Tensor'}`);
  return [
    comment(about + gives),
    signature(`${isInside ? '' : 'export '}function ${name}`, parameters, 'tf.Tensor'),
    ...body.statements.map((statement) => constLine(isInside ? { ...statement, shape: [] } : statement, 2)),
    fit(`return ${body.results[0]!.text};`, 2),
    '}',
  ].join('\n');
}
