/**
 * Fragment shaders for the derivative of a convolution's kernel, on tfjs's packed textures: a texel of the picture holds two columns of two channels, one
 * of the result two by two channels at one place of the window. The outermost sum, over the lines of all pictures, is cut into parts.
 */
import type { Geometry } from '../geometry';

export interface Parts {
  readonly count: number;
  /** Lines of the output, over the whole batch, that a part adds up; the last one may have fewer. */
  readonly lines: number;
}
/** Fragments that keep a large GPU busy. */
const FRAGMENTS = 2 ** 16;
const halves = (count: number): number => Math.ceil(count / 2);

/** As many parts as fill a GPU, and no more than take as long to be added up as one takes to be made. */
export function partsOf(g: Geometry): Parts {
  const all = g.batchSize * g.outHeight;
  const texels = g.filterHeight * g.filterWidth * halves(g.inChannels) * halves(g.outChannels);
  // Three texels are read for two places.
  const balanced = Math.sqrt(3 * all * halves(g.outWidth));
  const wanted = Math.max(1, Math.min(all, Math.ceil(FRAGMENTS / texels), Math.ceil(balanced)));
  const lines = Math.ceil(all / wanted);
  return { count: Math.ceil(all / lines), lines };
}

/** Zeros where a texel goes beyond the channels: matrix products read them. */
const trimmed = (g: Geometry): string[] => [
  ...(g.outChannels % 2 ? [`if (place.w + 1 >= ${g.outChannels}) { sum.yw = vec2(0.0); }`] : []),
  ...(g.inChannels % 2 ? [`if (place.z + 1 >= ${g.inChannels}) { sum.zw = vec2(0.0); }`] : []),
];

/** Reads x and dy; writes [parts, filter height · filter width, in, out], or the filter itself where there is one part. */
export function filterGradGlsl(g: Geometry, { count, lines }: Parts): string {
  const all = g.batchSize * g.outHeight;
  const [part, fy, fx] = count === 1 ? ['0', 'place.x', 'place.y'] : ['place.x', `place.y / ${g.filterWidth}`, `place.y % ${g.filterWidth}`];
  return [
    // Two channels of a place; nothing beside the picture.
    'vec2 channels(int image, int row, int column, int channel) {',
    `if (column < 0 || column >= ${g.inWidth}) { return vec2(0.0); }`,
    'vec4 texel = getX(image, row, column, channel);',
    'return column % 2 == 0 ? texel.xy : texel.zw;',
    '}',
    'void main() {',
    'ivec4 place = getOutputCoords();',
    `int part = ${part};`,
    `int top = ${fy} - ${g.padInfo.top};`,
    `int left = ${fx} - ${g.padInfo.left};`,
    'vec4 sum = vec4(0.0);',
    `for (int line = part * ${lines}; line < min((part + 1) * ${lines}, ${all}); line++) {`,
    `int image = line / ${g.outHeight};`,
    `int y = line - image * ${g.outHeight};`,
    `int row = y * ${g.strideHeight} + top;`,
    `if (row < 0 || row >= ${g.inHeight}) { continue; }`,
    `for (int x = 0; x < ${g.outWidth}; x += 2) {`,
    'vec4 slope = getDy(image, y, x, place.w);',
    `int column = x * ${g.strideWidth} + left;`,
    'vec2 value = channels(image, row, column, place.z);',
    'sum += value.xxyy * slope.xyxy;',
    // What lies behind the last column is nobody's.
    ...(g.outWidth % 2 ? [`if (x + 1 >= ${g.outWidth}) { continue; }`] : []),
    `value = channels(image, row, column + ${g.strideWidth}, place.z);`,
    'sum += value.xxyy * slope.zwzw;',
    '}',
    '}',
    ...trimmed(g),
    'setOutput(sum);',
    '}',
  ].join('\n');
}

/** Adds up what the parts gave, as it lies. */
export function addPartsGlsl(g: Geometry, { count }: Parts): string {
  return [
    'void main() {',
    'ivec4 place = getOutputCoords();',
    'vec4 sum = vec4(0.0);',
    `for (int part = 0; part < ${count}; part++) { sum += getShares(part, place.x * ${g.filterWidth} + place.y, place.z, place.w); }`,
    'setOutput(sum);',
    '}',
  ].join('\n');
}
