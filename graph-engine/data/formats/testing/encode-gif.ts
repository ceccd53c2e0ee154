/** GIF files for tests: frames with places, transparency, disposal and interlacing, packed by LZW as programs do. */
export interface GifPlan {
  readonly width: number;
  readonly height: number;
  /** 2, 4, 8 … 256 colours of red, green, blue. */
  readonly palette: readonly (readonly [number, number, number])[];
  readonly frames: readonly { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number; readonly pixels: readonly number[]; readonly clear?: number; readonly disposal?: number; readonly interlaced?: boolean }[];
}
const u16 = (value: number): number[] => [value & 255, value >> 8];

export function encodeGif({ width, height, palette, frames }: GifPlan): Uint8Array {
  const power = Math.log2(palette.length);
  const bytes = [...'GIF89a'].map((letter) => letter.charCodeAt(0)).concat(u16(width), u16(height), [0x80 | (power - 1), 0, 0], palette.flat());
  for (const { x = 0, y = 0, width: w, height: h, pixels, clear, disposal = 0, interlaced = false } of frames) {
    bytes.push(0x21, 0xf9, 4, (disposal << 2) | (clear === undefined ? 0 : 1), 0, 0, clear ?? 0, 0);
    bytes.push(0x2c, ...u16(x), ...u16(y), ...u16(w), ...u16(h), interlaced ? 0x40 : 0);
    const rows = Array.from({ length: h }, (_, row) => row);
    const passes = [[0, 8], [4, 8], [2, 4], [1, 2]] as const;
    const order = interlaced ? passes.flatMap(([first, step]) => rows.filter((row) => row >= first && (row - first) % step === 0)) : rows;
    const bits = Math.max(2, power);
    const packed = lzw(order.flatMap((row) => pixels.slice(row * w, (row + 1) * w)), bits);
    bytes.push(bits);
    for (let at = 0; at < packed.length; at += 255) bytes.push(Math.min(255, packed.length - at), ...packed.slice(at, at + 255));
    bytes.push(0);
  }
  return Uint8Array.from([...bytes, 0x3b]);
}

function lzw(indices: readonly number[], codeBits: number): number[] {
  const [clear, end] = [1 << codeBits, (1 << codeBits) + 1];
  const out: number[] = [];
  let [held, heldBits, bits] = [0, 0, codeBits + 1];
  const emit = (code: number): void => {
    held |= code << heldBits;
    heldBits += bits;
    for (; heldBits >= 8; heldBits -= 8, held >>>= 8) out.push(held & 255);
  };
  let known = new Map<string, number>();
  let next = end + 1;
  const codeOf = (run: readonly number[]): number => (run.length === 1 ? run[0]! : known.get(run.join())!);
  emit(clear);
  let run: number[] = [];
  for (const index of indices) {
    const longer = [...run, index];
    if (longer.length === 1 || known.has(longer.join())) {
      run = longer;
      continue;
    }
    emit(codeOf(run));
    if (next === 4096) {
      emit(clear);
      known = new Map();
      [next, bits] = [end + 1, codeBits + 1];
    } else {
      if (next === 1 << bits) bits++;
      known.set(longer.join(), next++);
    }
    run = [index];
  }
  if (run.length > 0) emit(codeOf(run));
  if (next === 1 << bits && bits < 12) bits++;
  emit(end);
  if (heldBits > 0) out.push(held & 255);
  return out;
}
