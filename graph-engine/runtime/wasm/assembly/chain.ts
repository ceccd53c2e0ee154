/**
 * A chain of element-wise operations in one pass: the values between them live in registers of one block (a few hundred numbers, in the
 * first-level cache), so that memory is read and written once, however long the chain is. Interpreting costs one branch per block and operation.
 *
 * Words: registers (address), bytes of all registers of one share, count, block, blocks of a group, partials (address), numbers of instructions before and
 * in the loop, then the instructions, nine words each: function, mode and value of target, a, b, c. Streams may be read and written up to the next
 * multiple of 64 bytes. Shares take groups as they come; sums have a partial for each group, so that they do not depend on who took it.
 */
import { adam } from './adam';
import { address, word } from './arguments';
import { Fn, Mode } from './functions';
import { exp4, fma4, log4, sigmoids, softplus4, tanh4 } from './math';
import { sumOf, sumOfSquares } from './sum';
import { end as lastTaken, first as firstTaken, Queue, take } from './together';

const HEAD = 8;
const WORDS = 9;

/** Where an operand of this block lies. */
// @ts-ignore: decorator
@inline
function place(at: usize, i: i32, registers: usize, blockBytes: usize, offset: usize): usize {
  const value = address(at, i + 1);
  const mode = word(at, i);
  if (mode === Mode.Stream) return value + (offset << 2);
  return mode === Mode.Register ? registers + value * blockBytes : value;
}

/** `length` numbers from position `offset` on of a tensor whose item o, i is repeated: [outer, repeat, inner] of [outer, 1, inner]. */
function expand(target: usize, source: usize, repeat: i32, inner: i32, offset: i32, length: i32): void {
  if (inner === 1) {
    let at = 0;
    let index = offset / repeat;
    let left = repeat - (offset - index * repeat);
    while (at < length) {
      const value = f32x4.splat(load<f32>(source + ((<usize>index) << 2)));
      const run = min(left, length - at);
      let i = at;
      for (; i + 4 <= at + run; i += 4) v128.store(target + ((<usize>i) << 2), value);
      for (; i < at + run; i++) store<f32>(target + ((<usize>i) << 2), f32x4.extract_lane(value, 0));
      at += run;
      index++;
      left = repeat;
    }
    return;
  }
  const span = repeat * inner;
  let at = 0;
  while (at < length) {
    const position = offset + at;
    const column = position % inner;
    const run = min(inner - column, length - at);
    const from = source + ((<usize>((position / span) * inner + column)) << 2);
    memory.copy(target + ((<usize>at) << 2), from, (<usize>run) << 2);
    at += run;
  }
}

// @ts-ignore: decorator
@inline
function unary(fn: i32, x: v128): v128 {
  switch (fn) {
    case Fn.Neg: return f32x4.neg(x);
    case Fn.Exp: return exp4(x);
    case Fn.Log: return log4(x);
    case Fn.Sqrt: return f32x4.sqrt(x);
    case Fn.Square: return f32x4.mul(x, x);
    case Fn.Abs: return f32x4.abs(x);
    case Fn.Tanh: return tanh4(x);
    case Fn.Softplus: return softplus4(x);
    case Fn.Floor: return f32x4.floor(x);
    // NaN must stay NaN, so that what went wrong is seen where it did.
    case Fn.Relu: return v128.bitselect(f32x4.splat(0), x, f32x4.lt(x, f32x4.splat(0)));
    case Fn.Step: return v128.or(v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.splat(1)), v128.andnot(x, f32x4.eq(x, x)));
    case Fn.Sign: return v128.or(f32x4.sub(v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.splat(1)), v128.and(f32x4.lt(x, f32x4.splat(0)), f32x4.splat(1))), v128.andnot(x, f32x4.eq(x, x)));
    default: return x;
  }
}
// @ts-ignore: decorator
@inline
function binary(fn: i32, x: v128, y: v128): v128 {
  switch (fn) {
    case Fn.Add: return f32x4.add(x, y);
    case Fn.Sub: return f32x4.sub(x, y);
    case Fn.Mul: return f32x4.mul(x, y);
    case Fn.Div: return f32x4.div(x, y);
    case Fn.Maximum: return f32x4.max(x, y);
    case Fn.Minimum: return f32x4.min(x, y);
    default: return v128.and(f32x4.eq(x, y), f32x4.splat(1));
  }
}

// The function is a constant at each call, so that every loop below is compiled for one function alone.
// @ts-ignore: decorator
@inline
function mapUnary(fn: i32, target: usize, a: usize, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    v128.store(target + i, unary(fn, v128.load(a + i)));
    v128.store(target + i, unary(fn, v128.load(a + i, 16)), 16);
  }
}
// @ts-ignore: decorator
@inline
function mapBinary(fn: i32, target: usize, a: usize, b: usize, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    const low = binary(fn, v128.load(a + i), v128.load(b + i));
    const high = binary(fn, v128.load(a + i, 16), v128.load(b + i, 16));
    v128.store(target + i, low);
    v128.store(target + i, high, 16);
  }
}
// @ts-ignore: decorator
@inline
function mapRight(fn: i32, target: usize, a: usize, b: v128, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    const low = binary(fn, v128.load(a + i), b);
    const high = binary(fn, v128.load(a + i, 16), b);
    v128.store(target + i, low);
    v128.store(target + i, high, 16);
  }
}
// @ts-ignore: decorator
@inline
function mapLeft(fn: i32, target: usize, a: v128, b: usize, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    const low = binary(fn, a, v128.load(b + i));
    const high = binary(fn, a, v128.load(b + i, 16));
    v128.store(target + i, low);
    v128.store(target + i, high, 16);
  }
}
function scaleAdd(target: usize, a: usize, b: v128, c: usize, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    const low = fma4(v128.load(a + i), b, v128.load(c + i));
    const high = fma4(v128.load(a + i, 16), b, v128.load(c + i, 16));
    v128.store(target + i, low);
    v128.store(target + i, high, 16);
  }
}
function multiplyAdd(target: usize, a: usize, b: usize, c: usize, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    const low = fma4(v128.load(a + i), v128.load(b + i), v128.load(c + i));
    const high = fma4(v128.load(a + i, 16), v128.load(b + i, 16), v128.load(c + i, 16));
    v128.store(target + i, low);
    v128.store(target + i, high, 16);
  }
}

function slope(target: usize, a: usize, b: usize, c: v128, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    const low = v128.load(b + i);
    const high = v128.load(b + i, 16);
    const x = f32x4.mul(v128.load(a + i), f32x4.mul(low, f32x4.sub(c, low)));
    const y = f32x4.mul(v128.load(a + i, 16), f32x4.mul(high, f32x4.sub(c, high)));
    v128.store(target + i, x);
    v128.store(target + i, y, 16);
  }
}
// As by `Fn.Step`, a NaN in b stays.
function gate(target: usize, a: usize, b: usize, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    const low = v128.load(b + i);
    const high = v128.load(b + i, 16);
    const x = v128.or(v128.and(v128.load(a + i), f32x4.gt(low, f32x4.splat(0))), v128.andnot(low, f32x4.eq(low, low)));
    const y = v128.or(v128.and(v128.load(a + i, 16), f32x4.gt(high, f32x4.splat(0))), v128.andnot(high, f32x4.eq(high, high)));
    v128.store(target + i, x);
    v128.store(target + i, y, 16);
  }
}

function perform(fn: i32, target: usize, a: usize, b: usize, c: usize, end: usize): void {
  switch (fn) {
    case Fn.Copy: return mapUnary(Fn.Copy, target, a, end);
    case Fn.Neg: return mapUnary(Fn.Neg, target, a, end);
    case Fn.Exp: return mapUnary(Fn.Exp, target, a, end);
    case Fn.Log: return mapUnary(Fn.Log, target, a, end);
    case Fn.Sqrt: return mapUnary(Fn.Sqrt, target, a, end);
    case Fn.Square: return mapUnary(Fn.Square, target, a, end);
    case Fn.Abs: return mapUnary(Fn.Abs, target, a, end);
    case Fn.Relu: return mapUnary(Fn.Relu, target, a, end);
    case Fn.Sigmoid: return sigmoids(target, a, end);
    case Fn.Tanh: return mapUnary(Fn.Tanh, target, a, end);
    case Fn.Softplus: return mapUnary(Fn.Softplus, target, a, end);
    case Fn.Sign: return mapUnary(Fn.Sign, target, a, end);
    case Fn.Step: return mapUnary(Fn.Step, target, a, end);
    case Fn.Floor: return mapUnary(Fn.Floor, target, a, end);
    case Fn.Add: return mapBinary(Fn.Add, target, a, b, end);
    case Fn.Sub: return mapBinary(Fn.Sub, target, a, b, end);
    case Fn.Mul: return mapBinary(Fn.Mul, target, a, b, end);
    case Fn.Div: return mapBinary(Fn.Div, target, a, b, end);
    case Fn.Maximum: return mapBinary(Fn.Maximum, target, a, b, end);
    case Fn.Minimum: return mapBinary(Fn.Minimum, target, a, b, end);
    case Fn.Equal: return mapBinary(Fn.Equal, target, a, b, end);
    case Fn.MultiplyAdd: return multiplyAdd(target, a, b, c, end);
    case Fn.Slope: return slope(target, a, b, v128.load32_splat(c), end);
    case Fn.Gate: return gate(target, a, b, end);
    default: unreachable();
  }
}

/** With one number on the right. */
function performRight(fn: i32, target: usize, a: usize, b: v128, c: usize, end: usize): void {
  switch (fn) {
    case Fn.Add: return mapRight(Fn.Add, target, a, b, end);
    case Fn.Sub: return mapRight(Fn.Sub, target, a, b, end);
    case Fn.Mul: return mapRight(Fn.Mul, target, a, b, end);
    case Fn.Div: return mapRight(Fn.Div, target, a, b, end);
    case Fn.Maximum: return mapRight(Fn.Maximum, target, a, b, end);
    case Fn.Minimum: return mapRight(Fn.Minimum, target, a, b, end);
    case Fn.Equal: return mapRight(Fn.Equal, target, a, b, end);
    case Fn.MultiplyAdd: return scaleAdd(target, a, b, c, end);
    default: unreachable();
  }
}
/** With one number on the left; what commutes has it on the right. */
function performLeft(fn: i32, target: usize, a: v128, b: usize, end: usize): void {
  if (fn === Fn.Sub) mapLeft(Fn.Sub, target, a, b, end);
  else mapLeft(Fn.Div, target, a, b, end);
}

/** The instructions of the loop, from `loop` to `after`, over the numbers from ≤ i < until; partials of slots lie `slotBytes` apart. */
function runBlocks(loop: usize, after: usize, registers: usize, block: i32, from: i32, until: i32, partials: usize, slotBytes: usize): void {
  const blockBytes = (<usize>block) << 2;
  for (let at = loop; at < after; at += WORDS * 4) {
    if (word(at, 0) >= Fn.Total) store<f64>(partials + address(at, 2) * slotBytes, 0);
  }
  for (let offset = from; offset < until; offset += block) {
    const length = min(block, until - offset);
    const end = ((<usize>length) << 2);
    for (let at = loop; at < after; at += WORDS * 4) {
      const fn = word(at, 0);
      if (fn === Fn.Expand) {
        expand(place(at, 1, registers, blockBytes, offset), address(at, 4), word(at, 5), word(at, 6), offset, length);
      } else if (fn >= Fn.Total) {
        const partial = partials + address(at, 2) * slotBytes;
        const x = place(at, 3, registers, blockBytes, offset);
        store<f64>(partial, load<f64>(partial) + (fn === Fn.Total ? sumOf(x, length) : sumOfSquares(x, length)));
      } else if (fn === Fn.Adam) {
        const first = at + WORDS * 4;
        const second = first + WORDS * 4;
        const rate = second + WORDS * 4;
        adam(
          place(at, 1, registers, blockBytes, offset), place(at, 3, registers, blockBytes, offset), place(at, 5, registers, blockBytes, offset),
          place(first, 1, registers, blockBytes, offset), place(first, 3, registers, blockBytes, offset), v128.load32_splat(address(first, 6)), v128.load32_splat(address(first, 8)),
          place(second, 1, registers, blockBytes, offset), place(second, 3, registers, blockBytes, offset), v128.load32_splat(address(second, 6)), v128.load32_splat(address(second, 8)),
          v128.load32_splat(address(rate, 4)), v128.load32_splat(address(rate, 6)), end,
        );
        at = rate;
      } else {
        const target = place(at, 1, registers, blockBytes, offset);
        const a = place(at, 3, registers, blockBytes, offset);
        const b = place(at, 5, registers, blockBytes, offset);
        const c = place(at, 7, registers, blockBytes, offset);
        if (word(at, 5) === Mode.Scalar) performRight(fn, target, a, v128.load32_splat(b), c, end);
        else if (word(at, 3) === Mode.Scalar) performLeft(fn, target, v128.load32_splat(a), b, end);
        else perform(fn, target, a, b, c, end);
      }
    }
  }
}

export function chain(args: usize, part: i32, parts: i32): void {
  const registers = address(args, 0) + <usize>part * address(args, 1);
  const count = word(args, 2);
  const block = word(args, 3);
  const group = block * word(args, 4);
  const partials = address(args, 5);
  const before = args + (HEAD << 2);
  const loop = before + <usize>(word(args, 6) * WORDS * 4);
  const after = loop + <usize>(word(args, 7) * WORDS * 4);
  const groups = (count + group - 1) / group;
  for (let at = before; at < loop; at += WORDS * 4) {
    expand(place(at, 1, registers, (<usize>block) << 2, 0), address(at, 4), word(at, 5), word(at, 6), 0, min(block, count));
  }
  while (take(Queue.Work, groups, 1, groups, parts)) {
    for (let g = firstTaken; g < lastTaken; g++) {
      runBlocks(loop, after, registers, block, g * group, min(count, (g + 1) * group), partials + ((<usize>g) << 3), (<usize>groups) << 3);
    }
  }
}

/** After a chain: words are target, partials, slot, groups. */
export function combine(args: usize, part: i32, parts: i32): void {
  if (part !== 0) return;
  const groups = word(args, 3);
  const from = address(args, 1) + ((<usize>(word(args, 2) * groups)) << 3);
  let sum: f64 = 0;
  for (let g = 0; g < groups; g++) sum += load<f64>(from + ((<usize>g) << 3));
  store<f32>(address(args, 0), <f32>sum);
}
