/** Pooling over windows that do not overlap, and its counterpart, nearest-neighbour up-sampling. */
import { address, shareStart, word } from './arguments';

// @ts-ignore: decorator
@inline
function pool(args: usize, part: i32, parts: i32, largest: bool): void {
  const h = word(args, 3);
  const w = word(args, 4);
  const c = word(args, 5);
  const sizeY = word(args, 6);
  const sizeX = word(args, 7);
  const outHeight = h / sizeY;
  const outWidth = w / sizeX;
  const scale: f32 = 1 / <f32>(sizeY * sizeX);
  const pixel = (<usize>c) << 2;
  const first = shareStart(word(args, 2) * outHeight, 1, part, parts);
  const end = shareStart(word(args, 2) * outHeight, 1, part + 1, parts);
  for (let row = first; row < end; row++) {
    const image = row / outHeight;
    let x = address(args, 1) + <usize>(image * h + (row - image * outHeight) * sizeY) * <usize>w * pixel;
    let y = address(args, 0) + <usize>(row * outWidth) * pixel;
    for (let column = 0; column < outWidth; column++, x += sizeX * pixel) {
      let j = 0;
      for (; j + 4 <= c; j += 4, y += 16) {
        let all = f32x4.splat(largest ? -Infinity : 0);
        for (let wy = 0; wy < sizeY; wy++) {
          let at = x + <usize>(wy * w) * pixel + ((<usize>j) << 2);
          for (let wx = 0; wx < sizeX; wx++, at += pixel) {
            if (largest) all = f32x4.max(all, v128.load(at));
            else all = f32x4.add(all, v128.load(at));
          }
        }
        v128.store(y, largest ? all : f32x4.mul(all, f32x4.splat(scale)));
      }
      for (; j < c; j++, y += 4) {
        let all: f32 = largest ? -Infinity : 0;
        for (let wy = 0; wy < sizeY; wy++) {
          let at = x + <usize>(wy * w) * pixel + ((<usize>j) << 2);
          for (let wx = 0; wx < sizeX; wx++, at += pixel) {
            if (largest) all = max(all, load<f32>(at));
            else all += load<f32>(at);
          }
        }
        store<f32>(y, largest ? all : all * scale);
      }
    }
  }
}

/** [y, x, batch, h, w, c, sizeY, sizeX] */
export function avgPool(args: usize, part: i32, parts: i32): void {
  pool(args, part, parts, false);
}

/** [y, x, batch, h, w, c, sizeY, sizeX] */
export function maxPool(args: usize, part: i32, parts: i32): void {
  pool(args, part, parts, true);
}

// @ts-ignore: decorator
@inline
function copyPixel(y: usize, x: usize, c: i32): void {
  let j = 0;
  for (; j + 4 <= c; j += 4, y += 16, x += 16) v128.store(y, v128.load(x));
  for (; j < c; j++, y += 4, x += 4) store<f32>(y, load<f32>(x));
}

/** [y, x, batch, h, w, c, sizeY, sizeX] */
export function upsample(args: usize, part: i32, parts: i32): void {
  const w = word(args, 4);
  const c = word(args, 5);
  const sizeY = word(args, 6);
  const sizeX = word(args, 7);
  const pixel = (<usize>c) << 2;
  const line = <usize>(w * sizeX) * pixel;
  const rows = word(args, 2) * word(args, 3);
  const first = shareStart(rows, 1, part, parts);
  const end = shareStart(rows, 1, part + 1, parts);
  let x = address(args, 1) + <usize>(first * w) * pixel;
  let y = address(args, 0) + <usize>(first * sizeY) * line;
  for (let row = first; row < end; row++) {
    let at = y;
    for (let column = 0; column < w; column++, x += pixel) {
      for (let k = 0; k < sizeX; k++, at += pixel) copyPixel(at, x, c);
    }
    for (let k = 1; k < sizeY; k++) memory.copy(y + k * line, y, line);
    y += sizeY * line;
  }
}
