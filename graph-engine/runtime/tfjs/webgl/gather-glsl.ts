/** The shader that puts a batch together from a table: its numbers one after another, four in a texel. */
import { sizeOf } from '../../../document/shape';
import { trim } from '../fused/glsl';
import { ShaderProgram } from './backend';

/** In texels. */
export interface TextureSize {
  readonly width: number;
  readonly height: number;
}
const WIDTH = 4096;
/** Numbers that a texel holds. */
const FOUR = 4;

/** The texture for so many numbers; null where they do not fit one of `most` by `most` texels. */
export function textureSize(count: number, most: number): TextureSize | null {
  const texels = Math.ceil(count / FOUR);
  const width = Math.max(1, Math.min(WIDTH, most, texels));
  const height = Math.max(1, Math.ceil(texels / width));
  return height <= most ? { width, height } : null;
}

/** Reads the table, and the number of the row for each item; writes [planes, rows, columns] of the batch, which has its layout. */
export function gatherProgram(shape: readonly number[], { width }: TextureSize): ShaderProgram {
  const [columns, rows] = [shape.at(-1) ?? 1, shape.length > 1 ? shape.at(-2)! : 1];
  const outputShape = [sizeOf(shape) / (rows * columns), rows, columns];
  const size = sizeOf(shape) / shape[0]!;
  const number = (row: number, column: number): string => `number((place.x * ${rows} + place.y + ${row}) * ${columns} + place.z + ${column})`;
  const code = [
    trim(outputShape),
    'float number(int i) {',
    `int item = i / ${size};`,
    'vec4 two = getRows(item);',
    `int at = int(item % 2 == 0 ? two.x : two.y) * ${size} + i - item * ${size};`,
    `int texel = at / ${FOUR};`,
    `return texelFetch(numbers, ivec2(texel % ${width}, texel / ${width}), 0)[at % ${FOUR}];`,
    '}',
    'void main() {',
    'ivec3 place = getOutputCoords();',
    `vec4 result = vec4(${number(0, 0)}, ${number(0, 1)}, ${number(1, 0)}, ${number(1, 1)});`,
    'setOutput(trim(result));',
    '}',
  ].join('\n');
  return new ShaderProgram(outputShape, ['numbers', 'rows'], code, [], 1);
}
