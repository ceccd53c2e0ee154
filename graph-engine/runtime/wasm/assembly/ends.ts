/** What products begin and end with: a bias for each column instead of zeros, and ReLU. */
const ZEROS = memory.data<f32>([0, 0, 0, 0, 0, 0, 0, 0]);
const FLOORS = memory.data<f32>([-Infinity, 0]);

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
