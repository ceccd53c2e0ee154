/** Copies parts of matrices into panels for gemm.ts: 4, 6 or 8 neighbours beside each other, then the next step of the depth. */

/** Four rows of `count` numbers into every `step` bytes from `to`: a 4-wide panel, or half of an 8-wide one. */
export function interleave4(to: usize, r0: usize, r1: usize, r2: usize, r3: usize, count: i32, step: usize): void {
  let p = 0;
  for (; p + 4 <= count; p += 4) {
    const a = v128.load(r0);
    const b = v128.load(r1);
    const c = v128.load(r2);
    const d = v128.load(r3);
    const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(ab0, cd0, 0, 2));
    v128.store(to + step, v128.shuffle<f64>(ab0, cd0, 1, 3));
    v128.store(to + 2 * step, v128.shuffle<f64>(ab1, cd1, 0, 2));
    v128.store(to + 3 * step, v128.shuffle<f64>(ab1, cd1, 1, 3));
    to += 4 * step;
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
  }
  for (; p < count; p++, to += step, r0 += 4, r1 += 4, r2 += 4, r3 += 4) {
    store<f32>(to, load<f32>(r0));
    store<f32>(to, load<f32>(r1), 4);
    store<f32>(to, load<f32>(r2), 8);
    store<f32>(to, load<f32>(r3), 12);
  }
}

function packAny(to: usize, from: usize, width: i32, filled: i32, depth: i32, across: usize, along: usize): void {
  for (let p = 0; p < depth; p++, from += along) {
    let at = from;
    let i = 0;
    for (; i < filled; i++, at += across, to += 4) store<f32>(to, load<f32>(at));
    for (; i < width; i++, to += 4) store<f32>(to, 0);
  }
}

/** Two rows of `count` numbers into every `step` bytes from `to`. */
function interleave2(to: usize, r0: usize, r1: usize, count: i32, step: usize): void {
  let p = 0;
  for (; p + 4 <= count; p += 4, to += 4 * step, r0 += 16, r1 += 16) {
    const a = v128.load(r0);
    const b = v128.load(r1);
    const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    v128.store_lane<u64>(to, low, 0);
    v128.store_lane<u64>(to + step, low, 1);
    v128.store_lane<u64>(to + 2 * step, high, 0);
    v128.store_lane<u64>(to + 3 * step, high, 1);
  }
  for (; p < count; p++, to += step, r0 += 4, r1 += 4) {
    store<f32>(to, load<f32>(r0));
    store<f32>(to, load<f32>(r1), 4);
  }
}

/** `count` neighbours of each of `depth` lines, `along` bytes apart, as panels of 6, four of them in one pass over the lines. */
function packLinesBy6(to: usize, from: usize, count: i32, depth: i32, along: usize): void {
  const panel = <usize>depth * 24;
  for (; count >= 24; count -= 24, from += 96, to += 4 * panel) {
    let at = from;
    let out = to;
    for (let p = 0; p < depth; p++, at += along, out += 24) {
      const b = v128.load(at, 16);
      const e = v128.load(at, 64);
      v128.store(out, v128.load(at));
      v128.store_lane<u64>(out, b, 0, 16);
      v128.store_lane<u64>(out + panel, b, 1);
      v128.store(out + panel, v128.load(at, 32), 8);
      v128.store(out + 2 * panel, v128.load(at, 48));
      v128.store_lane<u64>(out + 2 * panel, e, 0, 16);
      v128.store_lane<u64>(out + 3 * panel, e, 1);
      v128.store(out + 3 * panel, v128.load(at, 80), 8);
    }
  }
  for (; count > 0; count -= 6, from += 24, to += panel) {
    let at = from;
    let out = to;
    for (let p = 0; p < depth; p++, at += along, out += 24) {
      v128.store(out, v128.load(at));
      store<u64>(out, load<u64>(at, 16), 16);
    }
  }
}

/**
 * Rows of the next panel of a left side of which `count` rows are left. Sixes fill the registers best where a product and its sum are one
 * instruction, and with them fours make every even number from 4 on; else a six needs more registers than there are.
 */
// @ts-ignore: decorator
@inline
export function panelRows(count: i32): i32 {
  if (ASC_FEATURE_RELAXED_SIMD) return count <= 4 || count === 7 || count === 8 ? 4 : 6;
  else return 4;
}

/** `count` rows, `across` bytes apart, of `depth` numbers, `along` bytes apart, as panels of `panelRows`; the last is filled up with zeros. */
export function packLeft(to: usize, from: usize, count: i32, depth: i32, across: usize, along: usize): void {
  if (across === 4) {
    let sixes = 0;
    while (count - sixes >= 6 && panelRows(count - sixes) === 6) sixes += 6;
    packLinesBy6(to, from, sixes, depth, along);
    to += <usize>(sixes * depth) << 2;
    from += (<usize>sixes) << 2;
    count -= sixes;
  }
  while (count > 0) {
    const rows = panelRows(count);
    if (count < rows) packAny(to, from, rows, count, depth, across, along);
    else if (across === 4) {
      let at = from;
      let out = to;
      for (let p = 0; p < depth; p++, at += along, out += 16) v128.store(out, v128.load(at));
    } else if (along === 4) {
      const step = (<usize>rows) << 2;
      interleave4(to, from, from + across, from + 2 * across, from + 3 * across, depth, step);
      if (rows === 6) interleave2(to + 16, from + 4 * across, from + 5 * across, depth, step);
    } else packAny(to, from, rows, rows, depth, across, along);
    from += <usize>rows * across;
    to += <usize>(rows * depth) << 2;
    count -= rows;
  }
}

/** Neighbours `across` which the packing goes: lines of `count` numbers are cut into panels of 8, whole cache lines at a time. @returns how many. */
function packLinesBy8(to: usize, from: usize, count: i32, depth: i32, along: usize, panel: usize): i32 {
  let i = 0;
  for (; i + 16 <= count; i += 16, from += 64, to += 2 * panel) {
    let at = from;
    let out = to;
    for (let p = 0; p < depth; p++, at += along, out += 32) {
      v128.store(out, v128.load(at));
      v128.store(out, v128.load(at, 16), 16);
      v128.store(out + panel, v128.load(at, 32));
      v128.store(out + panel, v128.load(at, 48), 16);
    }
  }
  return i;
}

/** As `packLeft`, in panels of 8, of which each begins `panel` bytes after the one before. */
export function packBy8(to: usize, from: usize, count: i32, depth: i32, across: usize, along: usize, panel: usize): void {
  let i = across === 4 ? packLinesBy8(to, from, count, depth, along, panel) : 0;
  to += <usize>(i >> 3) * panel;
  from += <usize>i * across;
  for (; i < count; i += 8, from += 8 * across, to += panel) {
    if (count - i < 8) packAny(to, from, 8, count - i, depth, across, along);
    else if (across === 4) {
      let at = from;
      let out = to;
      for (let p = 0; p < depth; p++, at += along, out += 32) {
        v128.store(out, v128.load(at));
        v128.store(out, v128.load(at, 16), 16);
      }
    } else if (along === 4) {
      interleave4(to, from, from + across, from + 2 * across, from + 3 * across, depth, 32);
      const half = from + 4 * across;
      interleave4(to + 16, half, half + across, half + 2 * across, half + 3 * across, depth, 32);
    } else packAny(to, from, 8, 8, depth, across, along);
  }
}
