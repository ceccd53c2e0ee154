/** Reads the wire format of Protocol Buffers, field by field. A length beyond the end ends the reading. */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

export interface Field {
  readonly field: number;
  /** Of a number. */
  readonly value: bigint;
  /** Of a text, a message, a block of bytes. */
  readonly bytes: Uint8Array;
}
const none = new Uint8Array(0);

/** @throws RangeError for bytes that are no message. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number that does not end');
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('a field that is longer than its message');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const field = Math.floor(tag / 8);
    const type = tag % 8;
    if (type === VARINT) yield { field, value: varint(), bytes: none };
    else if (type === BYTES) yield { field, value: 0n, bytes: take(Number(varint())) };
    else if (type === FIXED32 || type === FIXED64) yield { field, value: 0n, bytes: take(type === FIXED32 ? 4 : 8) };
    else throw new RangeError(`a field of the unknown type ${type}`);
  }
}
export const all = (bytes: Uint8Array, field: number): readonly Uint8Array[] => [...fieldsOf(bytes)].filter((one) => one.field === field).map((one) => one.bytes);
export const first = (bytes: Uint8Array, field: number): Uint8Array => all(bytes, field)[0] ?? none;
export const numberAt = (bytes: Uint8Array, field: number): number => Number([...fieldsOf(bytes)].find((one) => one.field === field)?.value ?? 0n);
export const textAt = (bytes: Uint8Array, field: number): string => new TextDecoder().decode(first(bytes, field));
