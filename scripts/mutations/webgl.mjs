/** Faults for the shaders and tables of WebGL, files of graph-engine/runtime/tfjs. Only a browser can run them. */
import { onWebGl } from './tests.mjs';

const filters = onWebGl('derives filters');
const full = onWebGl('derives filters of what fills its texels');
const batches = onWebGl('gathers batches');
const room = onWebGl('does without a table that has no room');
const fed = onWebGl('is fed by rows as by numbers');
const bytes = onWebGl('is fed by rows of bytes as by numbers');
const sums = onWebGl('adds up');
const small = onWebGl('takes the steps of a small net');
const noisy = onWebGl('takes the steps of a noisy net');

/** By file: what is wrong, the text that is replaced, the text in its place, the test that must fail. */
export const webGlMutations = {
  'kernels/webgl/conv2d-backprop-filter.ts': [
    ['the first part is the filter', 'if (parts.count === 1) return shares;', 'return { ...shares, shape: g.filterShape };', filters],
    ['shares are laid out by other channels', 'g.filterHeight * g.filterWidth, g.inChannels, g.outChannels]', 'g.filterHeight * g.filterWidth, g.outChannels, g.inChannels]', filters],
  ],
  'kernels/webgl/filter-grad-glsl.ts': [
    ['the last lines are of no part', 'return { count: Math.ceil(all / lines), lines };', 'return { count: Math.max(1, Math.floor(all / lines)), lines };', filters],
    ['the last line is left out', '* ${lines}, ${all}); line++)', '* ${lines}, ${all - 1}); line++)', filters],
    ['all parts begin at the first line', 'for (int line = part * ${lines};', 'for (int line = 0;', filters],
    ['the first part is not added', 'for (int part = 0; part', 'for (int part = 1; part', filters],
    ['places of the window change their lines', '`place.y / ${g.filterWidth}`, `place.y % ${g.filterWidth}`', '`place.y % ${g.filterWidth}`, `place.y / ${g.filterWidth}`', filters],
    ['the padding above counts from the left', '${fy} - ${g.padInfo.top}', '${fy} - ${g.padInfo.left}', filters],
    ['strides change places', 'y * ${g.strideHeight} + top', 'y * ${g.strideWidth} + top', filters],
    ['every second column is left out', "'sum += value.xxyy * slope.zwzw;',", '', filters],
    ['the second column is read beside the first', 'column + ${g.strideWidth}, place.z', 'column + 1, place.z', filters],
    ['the odd of two columns is the even one', 'column % 2 == 0 ? texel.xy : texel.zw', 'texel.xy', filters],
    ['the last column is read for those beside it', 'if (column < 0 || column >= ${g.inWidth}) { return vec2(0.0); }', '', filters],
    ['the last line is read for those below it', 'if (row < 0 || row >= ${g.inHeight}) { continue; }', '', filters],
    ['channels change places', 'value.xxyy * slope.xyxy', 'value.xyxy * slope.xxyy', filters],
    ['what lies behind the last column counts', '[`if (x + 1 >= ${g.outWidth}) { continue; }`]', '[]', full],
    ['what lies behind the channels of the output stays', '[`if (place.w + 1 >= ${g.outChannels}) { sum.yw = vec2(0.0); }`]', '[]', full],
    ['what lies behind the channels of the input stays', '[`if (place.z + 1 >= ${g.inChannels}) { sum.zw = vec2(0.0); }`]', '[]', full],
  ],
  'webgl/gather-program.ts': [
    ['the odd of two items is the even one', 'int(item % 2 == 0 ? two.x : two.y)', 'int(two.x)', batches],
    ['an item begins where the batch does', '+ i - item * ${size});', '+ i);', batches],
    ['all is read from the first line of the texture', 'at / ${FOUR * width})', '0)', batches],
    ['rows and columns change places', '${number(0, 1)}, ${number(1, 0)}', '${number(1, 0)}, ${number(0, 1)}', batches],
    ['what lies behind the batch stays', 'setOutput(trim(result));', 'setOutput(result);', batches],
    ['bytes are what they stand for', "${bytes ? 'meaning(found)' : 'found'}", 'found', batches],
    ['some bytes are rounded to their neighbours', 'int(part * 255.0 + 0.5)', 'int(part * 254.0 + 0.5)', bytes],
  ],
  'webgl/table-texture.ts': [
    ['the last, incomplete texel is left out', 'const texels = Math.ceil(count / FOUR);', 'const texels = Math.floor(count / FOUR);', batches],
    ['the last, incomplete line is not uploaded', 'if (whole < height)', 'if (false)', batches],
    ['a table that had no room is used', 'if (fits) return info;', 'return info;', room],
    ['what had no room stays', '  removeTexture(backend, info);\n', '', room],
    ['textures of tables are kept for later', 'tf.env().set(KEEP_UP_TO, 0);', '', fed],
  ],
  'webgl/tables.ts': [
    ['every batch has the shape of the first', 'table.programs.get(key);', '[...table.programs.values()][0];', batches],
    ['tables stay when the store goes', 'if (table) removeTexture(this.backend, table.info);', '{}', fed],
    ['no table has room', 'if (!table) return null;', 'return null;', fed],
    ['tables of bytes are taken for numbers', 'table.width, meanings !== undefined)', 'table.width, false)', bytes],
  ],
  'fused/glsl.ts': [
    ['what lies behind the columns of a chain stays', 'const [first, ...others] = unit.outputs.map((output) => `trim(${nameOf(output)})`);', 'const [first, ...others] = unit.outputs.map((output) => nameOf(output));', noisy],
    ['each output of a shader is the first', '`output${k + 1} = ${value};`', '`output${k + 1} = ${first};`', small],
    ['a sum over rows leaves out the odd ones', "'return sum.xy + sum.zw;'", "'return sum.xy;'", sums],
    ['a sum over columns leaves out the odd ones', "'return sum.xz + sum.yw;'", "'return sum.xz;'", sums],
    ['a sum over all leaves out the last column of two', "'return sum.x + sum.y + sum.z + sum.w;'", "'return sum.x + sum.z;'", sums],
    ['the last column of a sum counts what lies behind it', 'if (column + 1 >= ${columns}) { result.yw = vec2(0.0); }', '', sums],
    ['the last row of a sum counts what lies below it', '...(rows % 2 ? [`if (row + 1 >= ${rows}) { result.zw = vec2(0.0); }`] : [])', '', sums],
    ['the last rows of a sum are of no part', 'const chunk = Math.ceil(rows / parts / 2) * 2;', 'const chunk = Math.floor(rows / parts / 2) * 2;', sums],
    ['the last texels of a sum are of no part', 'const chunk = Math.ceil(total / parts);', 'const chunk = Math.floor(total / parts);', sums],
    ['random numbers of a row are those of the first', '(place.x * ${rows} + place.y + ${row}) * ${columns} + place.z + ${column})`;\n  const code', '(place.x * ${rows} + ${row}) * ${columns} + place.z + ${column})`;\n  const code', noisy],
  ],
  'fused/random-glsl.ts': [
    ['a round of the generator is left out', 'round_ < 10', 'round_ < 9', noisy],
    ['normal numbers have one sign', 'return negative ? -value : value;', 'return value;', noisy],
  ],
};

/** Files of `webgl` and `kernels/webgl` without anything to compute. */
export const withoutWebGl = {
  'kernels/webgl/index.ts': 'puts kernels in the place of slower ones that give the same',
  'webgl/backend.ts': 'types of tfjs',
  'webgl/compile.ts': 'when shaders are compiled; the end-to-end tests count what a step compiles for itself',
  'webgl/rehearse.ts': 'when shaders are compiled',
  'webgl/without-gpu.ts': 'when shaders are compiled',
  'webgl/loss.ts': 'whether there is a GPU; the end-to-end tests take one away',
  'webgl/run-program.ts': 'calls of tfjs',
  'webgl/several-outputs.ts': 'what a frame buffer holds; its shaders are those of fused',
  'webgl/shaders.ts': 'calls of what fused writes',
};
