/** A text from its first character to its last, in pieces, as often as asked: decoded, and refused where it is no text. */
import { DataError } from '../data-error';
import type { DataNote } from '../table';
import type { ByteSource } from './definition';
import { encodingCalled, expectText, guessEncoding, markOf, titleOf, type Encoding } from './text-encoding';
import { beginning, unpackedPieces, type Piece } from './unpacked';
import { firstFault, unfinished } from './utf8';
import { decodeWindows1252 } from './windows-1252';

export interface TextPiece {
  readonly text: string;
  /** Bytes of the file, packed as it is, that were read up to here. */
  readonly read: number;
}
/** Small, because a cell that is kept holds on to the piece that it lies in. */
const PIECE = 1 << 17;
const START = 1 << 16;

export class TextFile {
  readonly notes: DataNote[] = [];
  #encoding: Encoding;

  private constructor(
    readonly source: ByteSource,
    encoding: Encoding,
    /** Nobody said how it is encoded. */
    readonly isGuessed: boolean,
  ) {
    this.#encoding = encoding;
  }

  /** `expected`: what is looked for in it, for the message. @throws DataError for what is no text */
  static async open(source: ByteSource, encoding?: string, expected = 'a table'): Promise<TextFile> {
    const start = await beginning(source, START);
    expectText(start, source.name, expected);
    return new TextFile(source, encoding === undefined ? guessEncoding(start) : encodingCalled(encoding), encoding === undefined);
  }

  /** As far as the text was read: the first byte that is no UTF-8 may come late. */
  get encoding(): string {
    return titleOf(this.#encoding);
  }

  /** @throws DataError naming the byte and the line */
  pieces(signal?: AbortSignal): AsyncGenerator<TextPiece, void> {
    const isBytewise = this.#encoding === 'utf-8' || this.#encoding === 'windows-1252';
    return isBytewise ? this.#bytewise(signal) : this.#decoded(signal);
  }

  async *#bytewise(signal?: AbortSignal): AsyncGenerator<TextPiece, void> {
    const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    /** Where `bytes` begins. */
    let at = 0;
    let bytes: Uint8Array = new Uint8Array(0);
    let isAscii = true;
    for await (const piece of slices(this.source, signal)) {
      bytes = bytes.length === 0 ? piece.bytes : joined(bytes, piece.bytes);
      const zero = bytes.indexOf(0);
      if (zero >= 0) throw await this.#fault(at + zero, 'a text', 'a zero byte, which no text holds. The file is damaged, or not what its name says: get it again.');
      const mark = at === 0 && this.#encoding === 'utf-8' ? markOf(bytes) : 0;
      let end = bytes.length - (this.#encoding === 'utf-8' && piece.more ? unfinished(bytes) : 0);
      let text: string | null = null;
      if (this.#encoding === 'utf-8') {
        const whole = bytes.subarray(mark, end);
        text = decodedOrNull(utf8, whole);
        if (text === null) await this.#expectNoUtf8(at + mark, whole, isAscii);
        else isAscii &&= text.length === whole.length;
      }
      if (text === null) {
        end = bytes.length;
        text = decodeWindows1252(bytes.subarray(mark));
      }
      yield { text, read: piece.read };
      at += end;
      bytes = bytes.subarray(end);
    }
  }

  async *#decoded(signal?: AbortSignal): AsyncGenerator<TextPiece, void> {
    const decoder = new TextDecoder(this.#encoding, { fatal: true });
    let at = 0;
    for await (const { bytes, read, more } of slices(this.source, signal)) {
      const text = decodedOrNull(decoder, bytes, more);
      if (text === null) {
        throw new DataError(`${this.source.name}: expected a text in ${this.encoding}, and found bytes that are none between byte ${count(at)} and ${count(at + bytes.length)}. Save it as UTF-8, or say which encoding it has.`);
      }
      yield { text, read };
      at += bytes.length;
    }
  }

  /** A text without other characters than those of ASCII before the fault is Windows-1252; one with some is UTF-8, and broken. */
  async #expectNoUtf8(at: number, bytes: Uint8Array, wasAscii: boolean): Promise<void> {
    const place = firstFault(bytes);
    const found = `byte ${hex(bytes[place]!)}`;
    if (!this.isGuessed || !wasAscii || bytes.subarray(0, place).some((byte) => byte >= 0x80)) {
      throw await this.#fault(at + place, 'UTF-8', `${found}, which is none. Save it as UTF-8, or say that its encoding is windows-1252.`);
    }
    this.#encoding = 'windows-1252';
    const line = await this.#lineOf(at + place);
    this.notes.push({ text: `${this.source.name}: read as Windows-1252 (Latin-1), because ${found} in line ${count(line)} is no UTF-8. If letters look wrong, save it as UTF-8.` });
  }

  async #fault(at: number, expected: string, found: string): Promise<DataError> {
    return new DataError(`${this.source.name}, line ${count(await this.#lineOf(at))} (byte ${count(at)}): expected ${expected}, and found ${found}`);
  }

  /** Lines are counted when one is to be told, not for every file. */
  async #lineOf(byte: number): Promise<number> {
    let line = 1;
    let rest = byte;
    let before = 0;
    for await (const { bytes } of slices(this.source)) {
      const end = Math.min(rest, bytes.length);
      for (let i = 0; i < end; i++) {
        if (bytes[i] === 13 || (bytes[i] === 10 && before !== 13)) line++;
        before = bytes[i]!;
      }
      rest -= end;
      if (rest === 0) break;
    }
    return line;
  }
}

const count = (value: number): string => value.toLocaleString('en');
const hex = (byte: number): string => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function decodedOrNull(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array, more?: boolean): string | null {
  try {
    return more === undefined ? decoder.decode(bytes) : decoder.decode(bytes, { stream: more });
  } catch {
    return null;
  }
}

/** Small pieces, each with whether there is another; a last one that is empty where the file ends. */
async function* slices(source: ByteSource, signal?: AbortSignal): AsyncGenerator<Piece & { readonly more: boolean }, void> {
  let read = 0;
  for await (const piece of unpackedPieces(source, signal)) {
    read = piece.read;
    for (let from = 0; from < piece.bytes.length; from += PIECE) yield { bytes: piece.bytes.subarray(from, from + PIECE), read, more: true };
  }
  yield { bytes: new Uint8Array(0), read, more: false };
}
