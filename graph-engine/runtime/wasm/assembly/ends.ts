/** What products begin and end with: a bias for each column instead of zeros, ReLU, and rows that a tile does not fill. */
const ZEROS = memory.data<f32>([0, 0, 0, 0, 0, 0, 0, 0]);
const FLOORS = memory.data<f32>([-Infinity, 0]);

/** The bias of the columns from `column` on; none stays none. */
// @ts-ignore: decorator
@inline
export function biasFrom(bias: usize, column: i32): usize {
  return bias === 0 ? 0 : bias + ((<usize>column) << 2);
}
/** Where the eight numbers lie that the columns from `column` on begin with; a bias of 0 is none. */
// @ts-ignore: decorator
@inline
export function startAt(bias: usize, column: i32): usize {
  return bias === 0 ? ZEROS : bias + ((<usize>column) << 2);
}
/** Where the number lies below which no result is left. */
// @ts-ignore: decorator
@inline
export function floorAt(relu: bool): usize {
  return relu ? FLOORS + 4 : FLOORS;
}
/** At least the floor. NaN stays NaN, so that what went wrong is seen where it did. */
// @ts-ignore: decorator
@inline
export function above(x: v128, floor: v128): v128 {
  return f32x4.pmax(x, floor);
}

/** Writes, or adds, `width` numbers to a row; none ends below that at `floor`. */
export function moveRow(from: usize, to: usize, width: i32, add: bool, floor: usize): void {
  const least = v128.load32_splat(floor);
  for (let j = 0; j < width; j++, from += 4, to += 4) {
    const x = v128.load32_splat(from);
    store<f32>(to, f32x4.extract_lane(above(add ? f32x4.add(v128.load32_splat(to), x) : x, least), 0));
  }
}

/** Moves the first `width` columns of the tile in the scratch to their rows. */
export function moveTile(scratch: usize, c0: usize, c1: usize, c2: usize, c3: usize, width: i32, add: bool, floor: usize): void {
  moveRow(scratch, c0, width, add, floor);
  moveRow(scratch + 32, c1, width, add, floor);
  moveRow(scratch + 64, c2, width, add, floor);
  moveRow(scratch + 96, c3, width, add, floor);
}
