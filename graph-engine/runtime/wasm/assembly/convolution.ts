/** Convolution of images with a filter, and its gradient by the images. Images are [batch, height, width, channels]. */
import { address, shareStart, word } from './arguments';
import { floorAt, moveRow } from './ends';
import { multiplyWindows } from './window-product';
import { windowsIn } from './windows';

/** [y, x, w, batch, h, w, c, oh, ow, oc, kh, kw, sh, sw, padTop, padLeft, scratch, scratchBytesPerPart, bias (or 0), relu] */
export function conv2d(args: usize, part: i32, parts: i32): void {
  const scratch = address(args, 16) + <usize>(part * word(args, 17));
  const c = word(args, 6);
  const oh = word(args, 7);
  const ow = word(args, 8);
  const oc = word(args, 9);
  const kw = word(args, 11);
  const w = windowsIn(scratch);
  w.source = address(args, 1);
  w.batch = word(args, 3);
  w.height = word(args, 4);
  w.width = word(args, 5);
  w.channels = c;
  w.gridHeight = oh;
  w.gridWidth = ow;
  w.strideY = word(args, 12);
  w.strideX = word(args, 13);
  w.startY = -word(args, 14);
  w.startX = -word(args, 15);
  w.tapsY = word(args, 10);
  w.tapsX = kw;
  w.target = address(args, 0);
  w.columns = oc;
  w.columnBytes = (<usize>oc) << 2;
  w.rowBytes = (<usize>(ow * oc)) << 2;
  w.imageBytes = (<usize>(oh * ow * oc)) << 2;
  w.matrix = address(args, 2);
  w.outBytes = 4;
  w.channelBytes = (<usize>oc) << 2;
  w.tapXBytes = (<usize>(c * oc)) << 2;
  w.tapYBytes = (<usize>(kw * c * oc)) << 2;
  w.bias = address(args, 18);
  w.relu = word(args, 19) !== 0;
  multiplyWindows(scratch, parts);
}

/** How many of `count` positions have remainder `first` by `stride`. */
// @ts-ignore: decorator
@inline
function withRemainder(count: i32, first: i32, stride: i32): i32 {
  return max(0, (count - first + stride - 1) / stride);
}

/** Zeros, or the bias, for the pixels (y, x) with the given remainders, which no window reaches. */
function clearPhase(args: usize, y: i32, x: i32, part: i32, parts: i32): void {
  const batch = word(args, 3);
  const h = word(args, 4);
  const w = word(args, 5);
  const size = (<usize>word(args, 6)) << 2;
  const bias = address(args, 18);
  const end = shareStart(batch, 1, part + 1, parts);
  for (let b = shareStart(batch, 1, part, parts); b < end; b++) {
    for (let iy = y; iy < h; iy += word(args, 12)) {
      for (let ix = x; ix < w; ix += word(args, 13)) {
        const pixel = address(args, 0) + <usize>((b * h + iy) * w + ix) * size;
        if (bias === 0) memory.fill(pixel, 0, size);
        else moveRow(bias, pixel, word(args, 6), false, floorAt(word(args, 19) !== 0));
      }
    }
  }
}

/** [dx, dy, w, …] as conv2d. Pixels with one remainder by the stride see the same taps of the filter: each such phase is a product. */
export function convInputGrad(args: usize, part: i32, parts: i32): void {
  const scratch = address(args, 16) + <usize>(part * word(args, 17));
  const h = word(args, 4);
  const width = word(args, 5);
  const c = word(args, 6);
  const oc = word(args, 9);
  const kh = word(args, 10);
  const kw = word(args, 11);
  const sh = word(args, 12);
  const sw = word(args, 13);
  const w = windowsIn(scratch);
  const pixel = (<usize>c) << 2;
  const tap = (<usize>(c * oc)) << 2;
  w.source = address(args, 1);
  w.batch = word(args, 3);
  w.height = word(args, 7);
  w.width = word(args, 8);
  w.channels = oc;
  w.strideY = 1;
  w.strideX = 1;
  w.columns = c;
  w.imageBytes = <usize>(h * width) * pixel;
  w.rowBytes = <usize>(sh * width) * pixel;
  w.columnBytes = <usize>sw * pixel;
  w.tapYBytes = -(<usize>(sh * kw) * tap);
  w.tapXBytes = -(<usize>sw * tap);
  w.channelBytes = 4;
  w.outBytes = (<usize>oc) << 2;
  w.bias = address(args, 18);
  w.relu = word(args, 19) !== 0;
  for (let y = 0; y < min(sh, h); y++) {
    const firstY = (y + word(args, 14)) % sh;
    for (let x = 0; x < min(sw, width); x++) {
      const firstX = (x + word(args, 15)) % sw;
      w.tapsY = withRemainder(kh, firstY, sh);
      w.tapsX = withRemainder(kw, firstX, sw);
      if (w.tapsY === 0 || w.tapsX === 0) {
        clearPhase(args, y, x, part, parts);
        continue;
      }
      w.gridHeight = withRemainder(h, y, sh);
      w.gridWidth = withRemainder(width, x, sw);
      w.startY = (y + word(args, 14)) / sh - w.tapsY + 1;
      w.startX = (x + word(args, 15)) / sw - w.tapsX + 1;
      w.target = address(args, 0) + <usize>(y * width + x) * pixel;
      // The window runs forwards in the gradient, and so backwards in the filter, from the phase's last tap.
      w.matrix = address(args, 2) + <usize>((firstY + (w.tapsY - 1) * sh) * kw + firstX + (w.tapsX - 1) * sw) * tap;
      multiplyWindows(scratch, parts);
    }
  }
}
