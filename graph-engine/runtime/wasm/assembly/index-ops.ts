/** Operations that take indices: one-hot rows, rows of a table, sums of rows by index; and from numbers to integers and back. */
import { address, shareStart, word } from './arguments';

/** [y, indices, count, depth]: an index outside gives a row of zeros. */
export function oneHot(args: usize, part: i32, parts: i32): void {
  const depth = word(args, 3);
  const first = shareStart(word(args, 2), 1, part, parts);
  const end = shareStart(word(args, 2), 1, part + 1, parts);
  const y = address(args, 0);
  const size = (<usize>depth) << 2;
  memory.fill(y + first * size, 0, (end - first) * size);
  for (let i = first; i < end; i++) {
    const index = load<u32>(address(args, 1) + ((<usize>i) << 2));
    if (index < <u32>depth) store<f32>(y + i * size + ((<usize>index) << 2), 1);
  }
}

/** [y, table, indices, count, rowSize, tableRows]: an index outside gives a row of zeros. */
export function gather(args: usize, part: i32, parts: i32): void {
  const first = shareStart(word(args, 3), 1, part, parts);
  const end = shareStart(word(args, 3), 1, part + 1, parts);
  const size = (<usize>word(args, 4)) << 2;
  const rows = <u32>word(args, 5);
  for (let i = first; i < end; i++) {
    const index = load<u32>(address(args, 2) + ((<usize>i) << 2));
    const to = address(args, 0) + i * size;
    if (index < rows) memory.copy(to, address(args, 1) + index * size, size);
    else memory.fill(to, 0, size);
  }
}

function addRow(y: usize, x: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4, y += 16, x += 16) v128.store(y, f32x4.add(v128.load(y), v128.load(x)));
  for (; i < count; i++, y += 4, x += 4) store<f32>(y, load<f32>(y) + load<f32>(x));
}

/** [y, rows, ids, count, rowSize, segments]: rows are added in their order, whatever the shares; an index outside is left out. */
export function segmentSum(args: usize, part: i32, parts: i32): void {
  const y = address(args, 0);
  const x = address(args, 1);
  const count = word(args, 3);
  const rowSize = word(args, 4);
  const segments = word(args, 5);
  const byColumn = rowSize >= 4 * parts;
  const firstColumn = byColumn ? shareStart(rowSize, 4, part, parts) : 0;
  const endColumn = byColumn ? shareStart(rowSize, 4, part + 1, parts) : rowSize;
  const firstSegment = byColumn ? 0 : shareStart(segments, 1, part, parts);
  const endSegment = byColumn ? segments : shareStart(segments, 1, part + 1, parts);
  const columns = endColumn - firstColumn;
  const start = (<usize>firstColumn) << 2;
  const stride = (<usize>rowSize) << 2;
  for (let s = firstSegment; s < endSegment; s++) memory.fill(y + s * stride + start, 0, (<usize>columns) << 2);
  for (let i = 0; i < count; i++) {
    const id = load<i32>(address(args, 2) + ((<usize>i) << 2));
    if (id >= firstSegment && id < endSegment) addRow(y + id * stride + start, x + i * stride + start, columns);
  }
}

/** [y, x, count]: towards zero; NaN gives 0, what lies outside the range of integers its nearest end. */
export function toInt(args: usize, part: i32, parts: i32): void {
  const count = word(args, 2);
  const end = shareStart(count, 4, part + 1, parts);
  let i = shareStart(count, 4, part, parts);
  let x = address(args, 1) + ((<usize>i) << 2);
  let y = address(args, 0) + ((<usize>i) << 2);
  for (; i + 4 <= end; i += 4, x += 16, y += 16) v128.store(y, i32x4.trunc_sat_f32x4_s(v128.load(x)));
  for (; i < end; i++, x += 4, y += 4) store<i32>(y, i32x4.extract_lane(i32x4.trunc_sat_f32x4_s(f32x4.splat(load<f32>(x))), 0));
}

/** [y, x, count]: the nearest float of each integer. */
export function toFloat(args: usize, part: i32, parts: i32): void {
  const count = word(args, 2);
  const end = shareStart(count, 4, part + 1, parts);
  let i = shareStart(count, 4, part, parts);
  let x = address(args, 1) + ((<usize>i) << 2);
  let y = address(args, 0) + ((<usize>i) << 2);
  for (; i + 4 <= end; i += 4, x += 16, y += 16) v128.store(y, f32x4.convert_i32x4_s(v128.load(x)));
  for (; i < end; i++, x += 4, y += 4) store<f32>(y, <f32>load<i32>(x));
}
