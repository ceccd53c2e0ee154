/** Copies parts of matrices into panels for gemm.ts: `width` (4 or 8) neighbours beside each other, then the next step of the depth. */

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

/** Neighbours `across` which the packing goes: lines of `count` numbers are cut into panels of `width` bytes, whole cache lines at a time. */
function packLines(to: usize, from: usize, count: i32, depth: i32, along: usize, width: usize, panel: usize): i32 {
  let i = 0;
  const p1 = width === 16 ? panel : 16;
  const p2 = width === 16 ? 2 * panel : panel;
  for (; i + 16 <= count; i += 16, from += 64, to += 2 * p2) {
    let at = from;
    let out = to;
    for (let p = 0; p < depth; p++, at += along, out += width) {
      v128.store(out, v128.load(at));
      v128.store(out + p1, v128.load(at, 16));
      v128.store(out + p2, v128.load(at, 32));
      v128.store(out + p2 + p1, v128.load(at, 48));
    }
  }
  return i;
}

/** `count` rows, `across` bytes apart, of `depth` numbers, `along` bytes apart, as panels of 4; the last is filled up with zeros. */
export function packBy4(to: usize, from: usize, count: i32, depth: i32, across: usize, along: usize): void {
  const panel = (<usize>depth) << 4;
  let i = across === 4 ? packLines(to, from, count, depth, along, 16, panel) : 0;
  to += <usize>(i >> 2) * panel;
  from += <usize>i * across;
  for (; i < count; i += 4, from += 4 * across, to += panel) {
    if (count - i < 4) packAny(to, from, 4, count - i, depth, across, along);
    else if (across === 4) {
      let at = from;
      let out = to;
      for (let p = 0; p < depth; p++, at += along, out += 16) v128.store(out, v128.load(at));
    } else if (along === 4) interleave4(to, from, from + across, from + 2 * across, from + 3 * across, depth, 16);
    else packAny(to, from, 4, 4, depth, across, along);
  }
}

/** As `packBy4`, in panels of 8, of which each begins `panel` bytes after the one before. */
export function packBy8(to: usize, from: usize, count: i32, depth: i32, across: usize, along: usize, panel: usize): void {
  let i = across === 4 ? packLines(to, from, count, depth, along, 32, panel) : 0;
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
