/** Faults for the kernels themselves, files of graph-engine/runtime/wasm/assembly: a sign, an index, an accumulation that is missing. */
import { adam, chains, convolution, kernel, math, op, product, threads, training } from './tests.mjs';

const pass = 'agrees where the sizes pass every block limit';
const passed = 'agrees where sizes pass the block limits';
const random = 'agrees with float64 loops at random';
const batch = 'multiplies matrices that lie one after the other as each alone';
const blocks = 'cuts matrices of a batch that pass every block limit';

/** By file: what is wrong, the text that is replaced, the text in its place, the test that must fail. */
export const kernelMutations = {
  'adam.ts': [
    ['moments that are too small to be normal stay', 'return f32x4.sub(f32x4.add(x, tiny), tiny);', 'return x;', adam],
    ['Adam forgets to square the gradient', 'f32x4.mul(f32x4.mul(gradient, gradient), vNew)', 'f32x4.mul(gradient, vNew)', training],
    ['Adam climbs', 'f32x4.sub(v128.load(a + i), f32x4.div(f32x4.mul(mean, step)', 'f32x4.add(v128.load(a + i), f32x4.div(f32x4.mul(mean, step)', training],
  ],
  'arguments.ts': [
    ['a share ends past the last item', 'return min(count, ((grains * part) / parts) * grain);', 'return ((grains * part) / parts) * grain;', kernel('fills with a word')],
    ['the last, smaller grain is left out', '(count + grain - 1) / grain', 'count / grain', kernel('fills with a word')],
  ],
  'batch-mat-mul.ts': [
    ['every product has the first left side', '((<usize>(matrix * m * k)) << 2)', '0', product(batch)],
    ['every product has the first right side', '((<usize>(matrix * k * n)) << 2)', '0', product(batch)],
    ['a piece of the rows begins at the first', '+ row * stride;', '+ 0;', product(blocks)],
    ['only the last block of the depth counts', 'depth, p > 0, direct', 'depth, false, direct', product(blocks)],
    ['ReLU comes before the last block of the depth', 'p + depthPiece >= k && word(args, 14) !== 0', 'word(args, 14) !== 0', product(blocks)],
    ['every block of the depth reads the first rows of the right side', 'right + p * bRow + j', 'right + j', product(blocks)],
    ['every piece of the columns begins with the first numbers of the bias', 'biasFrom(bias, j)', 'bias', product(blocks)],
    ['what lies transposed is read as packed', "if (!direct) packLeft", 'if (n > DIRECT_COLUMNS) packLeft', product(batch)],
  ],
  'chain.ts': [
    ['a repeated number starts anew in each block', 'let left = repeat - (offset - index * repeat);', 'let left = repeat;', chains('repeat')],
    ['a repeated row starts in the wrong column', 'const column = position % inner;', 'const column = at % inner;', chains('repeat')],
    ['a total of squares forgets to square', '(fn === Fn.Total ? sumOf(x, length) : sumOfSquares(x, length))', 'sumOf(x, length)', chains('add up')],
    ['a total forgets the block before', 'store<f64>(partial, load<f64>(partial) + (fn', 'store<f64>(partial, (fn', chains('add up')],
    ['partials are not added', 'sum += load<f64>(from + ', 'sum = load<f64>(from + ', chains('add up')],
    ['square doubles', 'case Fn.Square: return f32x4.mul(x, x);', 'case Fn.Square: return f32x4.add(x, x);', op('square')],
    ['relu has the other sign', 'f32x4.lt(x, f32x4.splat(0)));', 'f32x4.gt(x, f32x4.splat(0)));', op('relu')],
    ['a difference is turned round', 'case Fn.Sub: return f32x4.sub(x, y);', 'case Fn.Sub: return f32x4.sub(y, x);', op('sub')],
    ['the smaller is the greater', 'case Fn.Minimum: return f32x4.min(x, y);', 'case Fn.Minimum: return f32x4.max(x, y);', op('minimum')],
    ['one number on the left is divided by', 'else mapLeft(Fn.Div, target, a, b, end);', 'else mapRight(Fn.Div, target, b, a, end);', op('div')],
    ['the addend of a product is left out', 'const low = fma4(v128.load(a + i), v128.load(b + i), v128.load(c + i));', 'const low = f32x4.mul(v128.load(a + i), v128.load(b + i));', chains('agree')],
    ['the upper half of a scaled sum reads the lower', 'fma4(v128.load(a + i, 16), b, v128.load(c + i, 16))', 'fma4(v128.load(a + i), b, v128.load(c + i, 16))', chains('agree')],
    ['the slope of a sigmoid is its result', 'f32x4.mul(low, f32x4.sub(c, low))', 'low', chains('derivatives')],
    ['every second vector passes the gate of the first', 'v128.and(v128.load(a + i, 16), f32x4.gt(high,', 'v128.and(v128.load(a + i, 16), f32x4.gt(low,', chains('derivatives')],
  ],
  'convolution.ts': [
    ['padding at the top has the other sign', 'w.startY = -word(args, 14);', 'w.startY = word(args, 14);', convolution(random)],
    ['a line of the filter is as long as a tap', 'w.tapYBytes = (<usize>(kw * c * oc)) << 2;', 'w.tapYBytes = (<usize>(c * oc)) << 2;', convolution(random)],
    ['a phase begins one window late', '- w.tapsY + 1;', '- w.tapsY + 2;', convolution(random)],
    ['pixels that no window reaches are not cleared', 'clearPhase(args, y, x, part, parts);\n        continue;', 'continue;', convolution(random)],
    ['pixels that no window reaches have no bias', 'if (bias === 0) memory.fill', 'if (true) memory.fill', convolution(random)],
    ['the filter is read forwards', 'w.tapXBytes = -(<usize>sw * tap);', 'w.tapXBytes = <usize>sw * tap;', convolution(random)],
  ],
  'ends.ts': [
    ['an edge is subtracted', 'f32x4.add(v128.load32_splat(to), x)', 'f32x4.sub(v128.load32_splat(to), x)', product(pass)],
    ['a bias is left out', 'return bias === 0 ? ZEROS : bias + ((<usize>column) << 2);', 'return ZEROS;', product(random)],
    ['ReLU lets everything through', 'return relu ? FLOORS + 4 : FLOORS;', 'return FLOORS;', convolution(random)],
    ['what is no number becomes zero', 'f32x4.pmax(x, floor)', 'f32x4.pmax(floor, x)', product('leaves NaN')],
  ],
  'filter-grad.ts': [
    ['only the last block of the depth counts', '(<usize>j) << 2, p > 0, 0, false);', '(<usize>j) << 2, false, 0, false);', convolution(passed)],
    ['padding at the top has the other sign', '+ ky - word(args, 14);', '+ ky + word(args, 14);', convolution(random)],
    ['an edge reads the neighbour on the left', 'v = f32x4.replace_lane(v, 2, load<f32>(line + ((<usize>(at + 2)) << 2)));', 'v = f32x4.replace_lane(v, 2, load<f32>(line + ((<usize>(at + 1)) << 2)));', convolution(random)],
    ['the next image is forgotten', 'oy = 0;\n      image++;', 'oy = 0;', convolution(random)],
  ],
  'gemm.ts': [
    ['the last row of a tile takes the factor of the one before', 'const a5 = v128.load32_splat(left, 20);', 'const a5 = v128.load32_splat(left, 16);', product(random)],
    ['a tile does not accumulate', 'return v128.load(add ? at : start);', 'return v128.load(start);', product(pass)],
    ['windows step by one line too few', 'r3 += skip;', 'r3 += 0;', convolution(random)],
  ],
  'index.ts': [
    ['the mean of a window is its maximum', 'return avgPool(args, part, parts);', 'return maxPool(args, part, parts);', kernel('pools and up-samples')],
    ['threads do not meet', '    meet(parts);\n', '    meet(1);\n', threads],
  ],
  'index-ops.ts': [
    ['an index past the table is read', 'if (index < rows) memory.copy(', 'if (index <= rows) memory.copy(', kernel('makes one-hot rows')],
    ['rows of a segment replace each other', 'v128.store(y, f32x4.add(v128.load(y), v128.load(x)))', 'v128.store(y, v128.load(x))', kernel('makes one-hot rows')],
    ['the last columns of a segment are subtracted', 'store<f32>(y, load<f32>(y) + load<f32>(x))', 'store<f32>(y, load<f32>(y) - load<f32>(x))', kernel('makes one-hot rows')],
    ['integers count as positive', 'f32x4.convert_i32x4_s(v128.load(x))', 'f32x4.convert_i32x4_u(v128.load(x))', kernel('makes floats of integers')],
    ['numbers are rounded down', 'i32x4.trunc_sat_f32x4_s(v128.load(x))', 'i32x4.trunc_sat_f32x4_s(f32x4.floor(v128.load(x)))', kernel('truncates to integers')],
  ],
  'mat-mul.ts': [
    ['only the last block of the depth counts', 'const add = p > 0;', 'const add = false;', product(pass)],
    ['ReLU comes before the last block of the depth', 'p + depthPiece >= k && word(args, 14) !== 0', 'word(args, 14) !== 0', product(pass)],
    ['panels of eight columns are left below zero', 'if (relu && whole) raisePanel', 'if (false) raisePanel', product(random)],
    ['every piece of the columns begins with the first numbers of the bias', 'biasFrom(bias, first)', 'bias', product(random)],
    ['the column stride of the right side is its row stride', 'const bColumn = <usize>word(args, 9) << 2;', 'const bColumn = <usize>word(args, 8) << 2;', product(random)],
    ['rows past the end are written', 'return i < rows ? c + <usize>i * stride : spare;', 'return c + <usize>i * stride;', product(random)],
    ['every block of the depth reads the first', 'const left = a + p * aColumn;', 'const left = a;', product(pass)],
    ['the lines that fill no unit are not packed', '(end === units ? lines : end * unit)', 'end * unit', product(random)],
    ['what is multiplied has not been packed by all', '      meet(parts);\n', '', product(pass)],
  ],
  'math.ts': [
    ['a product is subtracted', 'f32x4.relaxed_madd(a, b, c)', 'f32x4.relaxed_nmadd(a, b, c)', math('exp4')],
    ['a coefficient of the exponential has the other sign', '2 * 1.6666665459e-1', '-2 * 1.6666665459e-1', math('exp4')],
    ['the logarithm forgets half a power of two', 'fma4(e, f32x4.splat(0.693359375), f32x4.add(f, small))', 'fma4(e, f32x4.splat(0.693359375), f)', math('log4')],
    ['tanh is even', 'return f32x4.mul(c, f32x4.div(p, q));', 'return f32x4.abs(f32x4.mul(c, f32x4.div(p, q)));', math('tanh4')],
    ['sigmoid is turned round', 'f32x4.pmax(f32x4.neg(v128.load(from + i)), c)', 'f32x4.pmax(v128.load(from + i), c)', math('sigmoids')],
    ['every second vector of sigmoids has the power of the first', 'i32x4.shl(yShifted, 23)', 'i32x4.shl(xShifted, 23)', math('sigmoids')],
    ['softplus forgets its linear part', 'ln2), f32x4.pmax(x, f32x4.splat(0)))', 'ln2), f32x4.splat(0))', math('softplus4')],
  ],
  'move.ts': [
    ['a row forgets what does not fill a vector', 'for (; i < count; i++, y += 4, x += 4) store<u32>(y, load<u32>(x));\n  } else', '} else', kernel('copies between strides')],
    ['a transposition reads one row twice', 'from + 2 * xStride, from + 3 * xStride, count', 'from + 2 * xStride, from + 2 * xStride, count', kernel('copies between strides')],
    ['a fill leaves the last words', 'for (; i < count; i++, y += 4) store<u32>(y, bits);', '', kernel('fills with a word')],
  ],
  'narrow.ts': [
    ['a bias is left out', 'w.bias === 0 ? products', 'true ? products', convolution(random)],
    ['two windows change places', 'f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7))', 'f32x4.add(v128.shuffle<f32>(b, a, 0, 4, 1, 5), v128.shuffle<f32>(b, a, 2, 6, 3, 7))', convolution(random)],
    ['a window keeps its last product alone', 'd = fma4(v128.load(r3), m, d);\n    }\n    r0 += skip;', 'd = f32x4.mul(v128.load(r3), m);\n    }\n    r0 += skip;', convolution(random)],
    ['an edge reads the row before', 'pixelAt(w, start + 48, ty, tx, offset, zero)', 'pixelAt(w, start + 48, ty - 1, tx, offset, zero)', convolution(random)],
  ],
  'pack.ts': [
    ['two rows of a panel change places', 'v128.shuffle<f64>(ab0, cd0, 1, 3)', 'v128.shuffle<f64>(cd0, ab0, 1, 3)', product(random)],
    ['the last pair of a panel of six is that before', 'v128.store_lane<u64>(to + 3 * step, high, 1);', 'v128.store_lane<u64>(to + 3 * step, high, 0);', product(random)],
    ['the second of four panels begins late', 'v128.store_lane<u64>(out + panel, b, 1);', 'v128.store_lane<u64>(out + panel, b, 0);', product(random)],
    ['an edge goes along where it should go across', 'for (; i < filled; i++, at += across, to += 4)', 'for (; i < filled; i++, at += along, to += 4)', product(random)],
    ['the last number of a line is that of the row above', 'store<f32>(to, load<f32>(r3), 12);\n  }\n}\n\nfunction packAny', 'store<f32>(to, load<f32>(r2), 12);\n  }\n}\n\nfunction packAny', product(random)],
  ],
  'pooling.ts': [
    ['windows are as wide as high', 'const sizeX = word(args, 7);\n  const outHeight', 'const sizeX = word(args, 6);\n  const outHeight', kernel('pools and up-samples')],
    ['a mean is a sum', 'store<f32>(y, largest ? all : all * scale);', 'store<f32>(y, all);', kernel('pools and up-samples')],
    ['a window is summed from its last line', 'else all = f32x4.add(all, v128.load(at));', 'else all = v128.load(at);', kernel('pools and up-samples')],
    ['up-sampling repeats one line too few', 'for (let k = 1; k < sizeY; k++) memory.copy', 'for (let k = 2; k < sizeY; k++) memory.copy', kernel('pools and up-samples')],
  ],
  'random.ts': [
    ['a round of the generator is left out', 'round < 10', 'round < 9', kernel('draws the numbers')],
    ['the step is not mixed in', 'let c1 = i32x4.splat(load<i32>(control, 8));', 'let c1 = i32x4.splat(0);', kernel('draws the numbers')],
    ['normal numbers have one sign', 'v128.and(sign, i32x4.splat(0x80000000))', 'v128.and(sign, i32x4.splat(0))', kernel('draws the numbers')],
    ['the cosine is of a wrong series', 'f32x4.splat(-0.5)), f32x4.splat(1));', 'f32x4.splat(0.5)), f32x4.splat(1));', kernel('draws the numbers')],
  ],
  'rows.ts': [
    ['the sum leaves out the last numbers of a row', 'sum = f32x4.add(sum, e);\n      storeTail', 'storeTail', kernel('takes softmax')],
    ['rows are not shifted by their maximum', 'const shift = f32x4.splat(maximum(x, columns));', 'const shift = f32x4.splat(0);', kernel('takes softmax')],
    ['the logarithm of the sum is added', 'load<f32>(x) - most - log', 'load<f32>(x) - most + log', kernel('takes softmax')],
    ['the last of equals is found', 'found = j + ctz(mask);', 'found = j + 31 - clz(mask);', kernel('finds the first of the largest')],
  ],
  'scratch.ts': [['the right block is half as large as its use', 'RIGHT_BYTES = BLOCK_COLUMNS * BLOCK_DEPTH * 4', 'RIGHT_BYTES = BLOCK_COLUMNS * BLOCK_DEPTH * 2', product(pass)]],
  'sum.ts': [
    ['a sum forgets what does not fill a block', 'for (; i < count; i++, x += 4) total += <f64>f32x4.extract_lane(term(v128.load32_splat(x), squared), 0);', '', kernel('sums over an axis')],
    ['only the last block of a column counts', 'tb = f32x4.add(tb, b);', 'tb = b;', kernel('keeps its digits in long sums')],
    ['the odd row of two columns is subtracted', 'a += load<f32>(last);', 'a -= load<f32>(last);', kernel('sums over an axis')],
    ['the third of three columns reads the second', 'c += load<f32>(x, 8);', 'c += load<f32>(x, 4);', kernel('sums over an axis')],
    ['long sums are kept in float32 alone', 'const BLOCK = 256;', 'const BLOCK = 1 << 24;', kernel('keeps its digits in long sums')],
  ],
  'threads.ts': [
    ['the list is that of the job before', 'atomic.store<i32>(sync, parts, 16);', 'atomic.store<i32>(sync, 1, 16);', threads],
  ],
  'together.ts': [
    ['one thread is not waited for', '=== parts - 1) {', '>= parts - 2) {', threads],
    ['pieces overlap', 'first = atomic.add<i32>(at, size);', 'first = atomic.add<i32>(at, size - 1);', product(pass)],
    ['work is not begun anew', 'store<u64>(sync, 0, QUEUES);', 'store<u32>(sync, 0, QUEUES);', product(pass)],
    ['a piece is larger than its room', 'end = min(count, first + most);', 'end = count;', product(pass)],
  ],
  'window-product.ts': [
    ['ReLU comes before the last tap', 'w.relu && tap + taps === allTaps && channel + channels === w.channels', 'w.relu', convolution(passed)],
    ['only the last channels count', 'const add = tap > 0 || channel > 0;', 'const add = tap > 0;', convolution(passed)],
    ['a tap reads the line above', 'const ty = t / w.tapsX;\n    const tx', 'const ty = (t + 1) / w.tapsX;\n    const tx', convolution(random)],
    ['threads do not meet before they add', '        meet(parts);\n', '', convolution(passed)],
    ['windows at the edge are read in place', 'packWindows(scratch, byLines ? inside : 0,', 'packWindows(scratch, byLines ? inside + 4 : 0,', convolution(random)],
  ],
  'windows.ts': [
    ['what lies left of the image is read', '&& <u32>(load<i32>(start, 12) + tx) < <u32>w.width', '', convolution(random)],
    ['the first window inside is one too early', '(w.strideX - 1 - w.startX) / w.strideX', '(-1 - w.startX) / w.strideX', convolution(random)],
    ['the next image begins where this one does', '<usize>image * w.imageBytes +', '', convolution(random)],
  ],
};

/** Files without anything to compute. */
export const withoutKernels = {
  'functions.ts': 'numbers of instructions, read by both sides',
  'inference.ts': 'calls of other files, one for each operation that the tests of exported modules ask',
  'opcodes.ts': 'numbers of operations, read by both sides',
  'threaded.ts': 'exports of other files',
};
