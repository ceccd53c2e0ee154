/** A text as a table of tokens: read once, piece by piece, with memory that its own tokens bound. */
import { DataError } from '../data-error';
import { baseName } from '../formats/base-name';
import type { ByteSource } from '../formats/definition';
import { TextFile } from '../formats/text';
import { unixLines } from '../formats/unix-lines';
import type { DataNote, MemoryTable } from '../table';
import { fitVocabulary } from './fit-vocabulary';
import { guessReading } from './guess-reading';
import { textItems } from './items/registry';
import { measureLengths, type Lengths } from './lengths';
import type { TextOptions, TextReading } from './reading';
import { MOST_PLACES, MOST_TOKENS, TokenStore } from './token-store';
import { tokenTable } from './token-table';
import { FIRST, UNKNOWN } from './vocabulary';

/** Places that the lengths alone ask for: attention grows with their square. */
const MOST_USUAL = 128;
/** Characters by which a text is guessed. */
const START = 1 << 16;

export interface ReadTextOptions {
  readonly text?: TextOptions | undefined;
  readonly encoding?: string | undefined;
  /** As a document has it; fitted where none is given. */
  readonly vocabulary?: readonly string[] | undefined;
  /** Of so many items, those that are trained on: what a vocabulary is fitted to. All where it is left out. */
  readonly training?: ((count: number) => ArrayLike<number>) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that are read. */
  readonly onProgress?: ((read: number) => void) | undefined;
}
export interface TextRead {
  readonly table: MemoryTable;
  /** With all that was guessed, and the places that an item has. */
  readonly text: TextReading;
}

/** @throws DataError for what is no text, or holds no token or too many; the signal's reason when cancelled */
export async function readText(source: ByteSource, options: ReadTextOptions = {}): Promise<TextRead> {
  const file = await TextFile.open(source, options.encoding, 'a text');
  const reading = guessReading(await startOf(file), options.text ?? {});
  const { noun } = textItems[reading.items];
  const store = new TokenStore();
  const reader = textItems[reading.items].read(store, reading);
  for await (const { text, read } of unixLines(file, options.signal)) {
    options.signal?.throwIfAborted();
    reader.add(text);
    options.onProgress?.(read);
    if (store.total > MOST_TOKENS) throw new DataError(`${source.name}: expected at most ${counted(MOST_TOKENS)} tokens, and found more. Use a part of it.`);
  }
  reader.end();
  if (store.count === 0) throw new DataError(`${source.name}: expected ${noun[1]} with ${reading.tokens} in them, and found none. Choose another file.`);
  const lengths = measureLengths(store.lengthsOfAll(), reading.items === 'windows' ? reading.window : reading.places, MOST_USUAL);
  const vocabulary = options.vocabulary?.length ? options.vocabulary : fitVocabulary(store, options.training?.(store.count) ?? Uint32Array.from({ length: store.count }, (_, i) => i), reading.most);
  const places = Math.min(lengths.places, MOST_PLACES);
  if (store.count * places > MOST_TOKENS) throw new DataError(`${source.name}: expected at most ${counted(MOST_TOKENS)} places, and found ${counted(store.count)} ${noun[1]} of ${places}. Use fewer places, or a part of the file.`);
  const { values, unknown, tokens } = placed(store, vocabulary, places);
  const notes = [...file.notes, ...notesOf(source.name, { reading, store, lengths: { ...lengths, places }, empty: reader.empty, unknown, tokens, vocabulary, isFitted: !options.vocabulary?.length })];
  const table = tokenTable({ name: baseName(source.name), count: store.count, places, ids: values, text: { tokens: reading.tokens, lowerCase: reading.lowerCase, vocabulary } });
  return { table: { ...table, notes }, text: { ...reading, places } };
}

async function startOf(file: TextFile): Promise<string> {
  let start = '';
  for await (const { text } of unixLines(file)) {
    start += text;
    if (start.length >= START) break;
  }
  return start.slice(0, START);
}

/** The ids of every item as the vocabulary has them, padded or cut. */
function placed(store: TokenStore, vocabulary: readonly string[], places: number): { readonly values: Float32Array; readonly unknown: number; readonly tokens: number } {
  const known = new Map(vocabulary.map((word, i) => [word, i + FIRST]));
  const idOf = Uint32Array.from({ length: store.names.length + FIRST }, (_, id) => (id < FIRST ? UNKNOWN : (known.get(store.names[id - FIRST]!) ?? UNKNOWN)));
  const values = new Float32Array(store.count * places);
  let [unknown, tokens] = [0, 0];
  for (let item = 0; item < store.count; item++) {
    const ids = store.idsOf(item);
    const length = Math.min(ids.length, places);
    tokens += length;
    for (let place = 0; place < length; place++) {
      const id = idOf[ids[place]!]!;
      if (id === UNKNOWN) unknown++;
      values[item * places + place] = id;
    }
  }
  return { values, unknown, tokens };
}

const counted = (value: number): string => value.toLocaleString('en');
interface Seen {
  readonly reading: TextReading;
  readonly store: TokenStore;
  readonly lengths: Lengths;
  readonly empty: number;
  readonly unknown: number;
  readonly tokens: number;
  readonly vocabulary: readonly string[];
  readonly isFitted: boolean;
}
function notesOf(name: string, { reading, store, lengths, empty, unknown, tokens, vocabulary, isFitted }: Seen): readonly DataNote[] {
  const [one, several] = textItems[reading.items].noun;
  const nouns = (count: number): string => `${counted(count)} ${count === 1 ? one : several}`;
  const { places, cut, longest, median } = lengths;
  const said = [`read as ${several} of ${reading.tokens}${reading.lowerCase ? ' in small letters' : ''}: ${nouns(store.count)} at ${counted(places)} places, a vocabulary of ${counted(vocabulary.length)}${isFitted ? ' from the items that are trained on' : ', as the document has it'}.`];
  if (cut > 0) said.push(`${nouns(cut)} (${percent(cut / store.count)}) ${cut === 1 ? 'is' : 'are'} longer than ${counted(places)} ${reading.tokens} and cut there; half have at most ${counted(median)}, the longest has ${counted(longest)}.`);
  if (unknown > 0) said.push(`${counted(unknown)} of ${counted(tokens)} tokens (${percent(unknown / tokens)}) are not in the vocabulary, and unknown.`);
  if (empty > 0) said.push(`${counted(empty)} ${empty === 1 ? 'line is' : 'lines are'} empty and left out.`);
  return said.map((text) => ({ text: `${name}: ${text}` }));
}
const percent = (share: number): string => `${share > 0 && share < 0.001 ? 'less than 0.1' : (100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
