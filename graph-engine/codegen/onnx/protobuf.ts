/** The wire format of Protocol Buffers, as far as a writer needs it (https://protobuf.dev/programming-guides/encoding). A message is a list of pieces of bytes. */

export type Message = readonly Uint8Array[];

const VARINT = 0;
const BYTES = 2;
const FLOAT = 5;

/** Seven bits a byte, the lowest first; a negative number as the 64 bits that it has in two's complement. */
function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return bytes;
}
const tag = (field: number, type: number): number[] => varint(field * 8 + type);
const lengthOf = (message: Message): number => message.reduce((sum, piece) => sum + piece.length, 0);

export const integer = (field: number, value: number | bigint): Message => [Uint8Array.from([...tag(field, VARINT), ...varint(value)])];
export const bytes = (field: number, value: Uint8Array): Message => [Uint8Array.from([...tag(field, BYTES), ...varint(value.length)]), value];
export const text = (field: number, value: string): Message => bytes(field, new TextEncoder().encode(value));
export const message = (field: number, value: Message): Message => [Uint8Array.from([...tag(field, BYTES), ...varint(lengthOf(value))]), ...value];
/** One entry of the field for each number: what readers of every version of the format take. */
export const integers = (field: number, values: readonly (number | bigint)[]): Message => values.flatMap((value) => integer(field, value));
export function float(field: number, value: number): Message {
  const piece = new Uint8Array(5);
  piece[0] = tag(field, FLOAT)[0]!;
  new DataView(piece.buffer).setFloat32(1, value, true);
  return [piece];
}

export function join(parts: Message): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
