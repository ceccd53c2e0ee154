/** The shader that puts a batch together from a table, as table-texture.ts lays it out. */
import { sizeOf } from '../../../document/shape';
import { trim } from '../fused/glsl';
import { ShaderProgram } from './backend';
import { FOUR } from './table-texture';

const at = (texture: string, width: number): string => `texelFetch(${texture}, ivec2(at / ${FOUR} % ${width}, at / ${FOUR * width}), 0)[at % ${FOUR}]`;
/** What 256 numbers take in texels. */
const MEANINGS = 256 / FOUR;

/**
 * Reads the table, of so many texels a line; what its bytes stand for, where it holds bytes; and the number of the row for each item. Writes [planes, rows,
 * columns] of the batch, which has its layout.
 */
export function gatherProgram(shape: readonly number[], width: number, bytes: boolean): ShaderProgram {
  const [columns, rows] = [shape.at(-1) ?? 1, shape.length > 1 ? shape.at(-2)! : 1];
  const outputShape = [sizeOf(shape) / (rows * columns), rows, columns];
  const size = sizeOf(shape) / shape[0]!;
  const number = (row: number, column: number): string => `number((place.x * ${rows} + place.y + ${row}) * ${columns} + place.z + ${column})`;
  const code = [
    trim(outputShape),
    `float stored(int at) { return ${at('table', width)}; }`,
    // A texture of bytes gives them as parts of 255.
    ...(bytes ? [`float meaning(float part) { int at = int(part * 255.0 + 0.5); return ${at('meanings', MEANINGS)}; }`] : []),
    'float number(int i) {',
    `int item = i / ${size};`,
    'vec4 two = getRows(item);',
    `float found = stored(int(item % 2 == 0 ? two.x : two.y) * ${size} + i - item * ${size});`,
    `return ${bytes ? 'meaning(found)' : 'found'};`,
    '}',
    'void main() {',
    'ivec3 place = getOutputCoords();',
    `vec4 result = vec4(${number(0, 0)}, ${number(0, 1)}, ${number(1, 0)}, ${number(1, 1)});`,
    'setOutput(trim(result));',
    '}',
  ].join('\n');
  return new ShaderProgram(outputShape, ['table', ...(bytes ? ['meanings'] : []), 'rows'], code, [], 1);
}
