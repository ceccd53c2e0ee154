/**
 * Operations lie in memory as 32-bit words: opcode, length in words, arguments. Addresses are in bytes, sizes in elements.
 * Decorators of functions are AssemblyScript's; an editor that takes these files for TypeScript is told to look away.
 */

/** Argument `i` of the operation whose arguments begin at `args`. */
// @ts-ignore: decorator
@inline
export function word(args: usize, i: i32): i32 {
  return load<i32>(args + ((<usize>i) << 2));
}
/** Argument `i` as an address. */
// @ts-ignore: decorator
@inline
export function address(args: usize, i: i32): usize {
  return <usize>load<u32>(args + ((<usize>i) << 2));
}
/** The first item of share `part` of `parts`, when `count` items are dealt out in whole multiples of `grain`. */
// @ts-ignore: decorator
@inline
export function shareStart(count: i32, grain: i32, part: i32, parts: i32): i32 {
  const grains = (count + grain - 1) / grain;
  return min(count, ((grains * part) / parts) * grain);
}
