import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../data-error';
import type { ByteSource } from '../formats/definition';
import { bytesSource } from '../formats/source-of-bytes';
import { mustBeInMemory } from '../rows/in-memory';
import { guessReading } from './guess-reading';
import { measureLengths } from './lengths';
import { readText, type ReadTextOptions } from './read-text';
import { graphemesOf } from './tokens/graphemes';
import { plainText, textOf, tokensOf, type TokenKind } from './tokens/registry';
import { FIRST, HIDDEN, PADDING, UNKNOWN, Vocabulary } from './vocabulary';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const textFile = (text: string | Uint8Array, name = 'poem.txt'): ByteSource => bytesSource({ name, bytes: typeof text === 'string' ? utf8(text) : text });
async function read(text: string | Uint8Array, options: ReadTextOptions = {}) {
  const found = await readText(textFile(text), options);
  const table = mustBeInMemory(found.table);
  const vocabulary = new Vocabulary(table.text!.vocabulary);
  const places = table.shape[0]!;
  const items = Array.from({ length: table.count }, (_, item) => textOf(vocabulary.decode(table.values.subarray(item * places, (item + 1) * places)), table.text!.tokens));
  return { ...found, table, items, places, notes: table.notes!.map((note) => note.text) };
}
const words = (text: string, lowerCase = false): readonly string[] => tokensOf(text, { tokens: 'words', lowerCase });

describe('tokens', () => {
  test('words stand apart from punctuation, and keep apostrophes and decimals', () => {
    expect(words('Don’t panic: it costs 3.14, or 1,000…')).toEqual(['Don’t', 'panic', ':', 'it', 'costs', '3.14', ',', 'or', '1,000', '…']);
    expect(words('(well-known) --- "what?!"')).toEqual(['(', 'well', '-', 'known', ')', '---', '"', 'what', '?', '!', '"']);
    expect(words('Ärger STRASSE', true)).toEqual(['ärger', 'strasse']);
    expect(words('at 10:30. The end.')).toEqual(['at', '10:30', '.', 'The', 'end', '.']);
  });
  test('emoji, flags, combining marks, right-to-left text and scripts without blanks', () => {
    expect(words('hi👍🏽👨‍👩‍👧🇩🇪🇫🇷!')).toEqual(['hi', '👍🏽', '👨‍👩‍👧', '🇩🇪', '🇫🇷', '!']);
    expect(words('cafe\u0301')).toEqual(['caf\u00e9']);
    expect(words('שָׁלוֹם עולם, مرحبا بالعالم')).toHaveLength(5);
    expect(words('我喜欢猫').length).toBeGreaterThan(1);
    expect(words('我喜欢猫').join('')).toBe('我喜欢猫');
    expect(graphemesOf('a\u0323\u0302👨‍👩‍👧z')).toEqual(['a\u0323\u0302', '👨‍👩‍👧', 'z']);
  });
  test('characters lose nothing of any text, and tokens written out are cut into the same tokens again', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.constantFrom<TokenKind>('words', 'characters'), (text, tokens) => {
      const settings = { tokens, lowerCase: false };
      const found = tokensOf(text, settings);
      if (tokens === 'characters') expect(found.join('')).toBe(plainText(text, false));
      else expect(found.join('')).toBe(plainText(text, false).replaceAll(/\s/gu, ''));
      expect(found.every((token) => token !== '')).toBe(true);
    }));
  });
});

describe('vocabulary', () => {
  test('known tokens come back from their ids, others as unknown', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 30 }), fc.array(fc.nat(29), { maxLength: 20 }), (names, picks) => {
      const vocabulary = new Vocabulary(names);
      const tokens = picks.map((pick) => names[pick % names.length]!);
      expect(vocabulary.decode(vocabulary.encode(tokens, tokens.length + 2))).toEqual(tokens);
    }));
    const vocabulary = new Vocabulary(['the', 'cat']);
    expect([...vocabulary.encode(['the', 'dog', 'cat'], 5)]).toEqual([FIRST, UNKNOWN, FIRST + 1, PADDING, PADDING]);
    expect([...vocabulary.encode(['the', 'dog', 'cat'], 2)]).toEqual([FIRST, UNKNOWN]);
    expect(vocabulary.decode([UNKNOWN, HIDDEN, FIRST, PADDING, FIRST])).toEqual(['[unknown]', '[hidden]', 'the']);
    // Names that every object has are words like others.
    expect(new Vocabulary(['a']).idOf('constructor')).toBe(UNKNOWN);
  });
  test('the most frequent of the training items, the first of equals first', async () => {
    const { table } = await read('b a a c\nc b a\nz z z z z', { training: () => [0, 1] });
    expect(table.text!.vocabulary).toEqual(['a', 'b', 'c']);
    const few = await read('b a a c\nc b a\nz z z z z', { text: { most: 2 } });
    expect(few.table.text!.vocabulary).toEqual(['z', 'a']);
    expect(few.notes.join()).toMatch(/4 of 12 tokens \(33 %\) are not in the vocabulary/);
    const given = await read('a q', { vocabulary: ['q'] });
    expect(given.items).toEqual(['[unknown] q']);
  });
});

describe('items', () => {
  test('lines, with how many are empty and cut', async () => {
    const long = Array.from({ length: 98 }, (_, i) => `word number ${i}`).join('\n');
    const { items, places, notes, text } = await read(`\uFEFF${long}\n\n  \none that is much longer than the others\r\nand another that is long as well`, { text: { items: 'lines' } });
    expect([items[0], items.at(-1), items.length, places]).toEqual(['word number 0', 'and another that', 100, 3]);
    expect(text).toMatchObject({ items: 'lines', tokens: 'words', lowerCase: true, places: 3 });
    expect(notes.join(' ')).toMatch(/2 lines \(2\.0 %\) are longer than 3 words and cut there; half have at most 3, the longest has 8\..*2 lines are empty/);
  });
  test('sentences go over the ends of lines, and windows over everything', async () => {
    const text = 'The first one\nis here. Is this\nthe second?\n\nA third without an end\n\nA fourth!';
    expect((await read(text, { text: { items: 'sentences', places: 9 } })).items).toEqual(['the first one is here .', 'is this the second ?', 'a third without an end', 'a fourth !']);
    expect((await read('abc\ndefgh', { text: { items: 'windows', tokens: 'characters', window: 4, lowerCase: false } })).items).toEqual(['abc\n', 'defg', 'h']);
    expect((await read('a b c d e', { text: { items: 'windows', window: 2 } })).items).toEqual(['a b', 'c d', 'e']);
  });
  test('pieces may be cut anywhere', async () => {
    // Longer than a piece, with characters of several bytes at every place.
    const line = 'größer 👨‍👩‍👧 als e\u0301 je\u0301 ';
    const text = `${line.repeat(3200)}\n${line.repeat(20)}`;
    const { items, table } = await read(text, { text: { items: 'lines', places: 12 } });
    expect(items).toEqual(Array.from({ length: 2 }, () => `${line}${line}${line}`.normalize('NFC').trim().split(' ').slice(0, 12).join(' ')));
    expect(table.text!.vocabulary).toHaveLength(5);
    const characters = await read(text, { text: { items: 'windows', tokens: 'characters', window: 500, lowerCase: false } });
    expect(characters.items.join('')).toBe(text.normalize('NFC'));
  });
  test('UTF-16 and Latin-1 are read, the second with a note', async () => {
    const utf16 = new Uint8Array(Buffer.from('\uFEFFgrün ist schön\nja', 'utf16le'));
    expect((await read(utf16)).items).toEqual(['grün ist schön', 'ja']);
    const latin = await read(new Uint8Array(Buffer.from('grün ist schön\nja', 'latin1')));
    expect(latin.items).toEqual(['grün ist schön', 'ja']);
    expect(latin.notes[0]).toMatch(/read as Windows-1252 \(Latin-1\)/);
  });
  test('lengths by their quantile', () => {
    const lengths = Uint32Array.from({ length: 1000 }, (_, i) => (i < 981 ? 7 : 400));
    expect(measureLengths(lengths, 0, 128)).toEqual({ longest: 400, median: 7, places: 7, cut: 19 });
    expect(measureLengths(lengths, 9, 128).places).toBe(9);
    expect(measureLengths(Uint32Array.of(900), 0, 128)).toMatchObject({ places: 128, cut: 1 });
  });
  test('what is guessed of a text', () => {
    const book = 'It was the best of times and it was the worst of times, it was the age\nof wisdom. It was the age of foolishness, it was the epoch of belief, it\nwas the epoch of doubt. '.repeat(20);
    expect(guessReading(book, {})).toMatchObject({ items: 'sentences', tokens: 'words', lowerCase: true });
    expect(guessReading('show me flights from st. louis to boston\n'.repeat(40), {}).items).toBe('lines');
    expect(guessReading('ACGT'.repeat(4000), {})).toMatchObject({ items: 'windows', tokens: 'characters', window: 48, lowerCase: false });
    expect(guessReading('我喜欢猫。'.repeat(400), {}).tokens).toBe('words');
    expect(guessReading('word '.repeat(4000), {}).items).toBe('windows');
  });
});

describe('what a stranger brings', () => {
  test('one endless line is read in bounded memory, with or without blanks', async () => {
    for (const unit of ['a', 'word ', 'é']) {
      const part = utf8(unit.repeat(2 ** 20 / 4));
      const size = 6 * part.length;
      let most = 0;
      const endless: ByteSource = {
        name: 'endless.txt',
        size,
        slice(from, to) {
          const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from));
          most = Math.max(most, bytes.length);
          for (let at = 0; at < bytes.length; ) {
            const rest = part.subarray((from + at) % part.length).subarray(0, bytes.length - at);
            bytes.set(rest, at);
            at += rest.length;
          }
          return Promise.resolve(bytes);
        },
      };
      const { table } = await readText(endless, { text: { items: 'lines', tokens: 'words', places: 16 } });
      expect(table.count).toBe(1);
      expect(most).toBeLessThanOrEqual(2 ** 20);
    }
  });
  test.each([
    ['an empty file', '', /expected a text, and found an empty file/],
    ['nothing but blanks', ' \n\n \n', /expected (a text|lines)/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /expected a text, and found a PNG/],
  ])('%s is refused', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(message);
    await expect(read(bytes)).rejects.toThrow(DataError);
  });
  test('any bytes give a table or a message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('lines', 'sentences', 'windows'), fc.constantFrom<TokenKind>('words', 'characters'), async (bytes, items, tokens) => {
        try {
          const { table, text } = await readText(textFile(bytes), { text: { items: items as 'lines', tokens } });
          expect(table.shape).toEqual([text.places]);
          const classes = table.text!.vocabulary.length + FIRST;
          for (const id of mustBeInMemory(table).values) expect(Number.isInteger(id) && id >= 0 && id < classes).toBe(true);
        } catch (error) {
          if (!(error instanceof DataError)) throw error;
        }
      }),
    );
  });
});
