import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal, table } from '../../testing/whole-table';
import { firstFault, unfinished } from './utf8';
import { decodeWindows1252 } from './windows-1252';

const rows = 'größe,Straße\n1.5,“Çedille” €\n2.5,naïve\n';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));
const utf16 = (text: string, isLittle: boolean): Uint8Array => Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]).flatMap((_, i, all) => all[isLittle ? i : i ^ 1]!));
const wanted = { names: ['größe', 'Straße'], rows: [['1.5', '“Çedille” €'], ['2.5', 'naïve']] };

describe('characters are read', () => {
  const cases: Record<string, readonly [Uint8Array, string]> = {
    'in UTF-8': [utf8(rows), 'UTF-8'],
    'in UTF-8 with a mark': [utf8(`\uFEFF${rows}`), 'UTF-8'],
    'in UTF-16 with a mark': [utf16(`\uFEFF${rows}`, true), 'UTF-16'],
    'in UTF-16, the other order': [utf16(`\uFEFF${rows}`, false), 'UTF-16'],
    'in UTF-16 without a mark': [utf16(rows.replaceAll(/[“”€]/g, '?'), true), 'UTF-16'],
    'in UTF-16, the other order, without a mark': [utf16(rows.replaceAll(/[“”€]/g, '?'), false), 'UTF-16'],
  };
  it.each(Object.entries(cases))('%s', async (name, [content, encoding]) => {
    const read = await table(content);
    expect(read.how).toContain(`, ${encoding}, `);
    if (!name.endsWith('without a mark')) expect(read).toMatchObject(wanted);
    else expect(read.names).toEqual(wanted.names);
  });

  const latin = Uint8Array.from([...rows].map((char) => ({ '“': 0x93, '”': 0x94, '€': 0x80 })[char] ?? char.charCodeAt(0)));
  it('in Windows-1252, which is told with the byte and its line', async () => {
    const read = await table(latin);
    expect(read).toMatchObject(wanted);
    expect(read.how).toBe('CSV, Windows-1252 (Latin-1), header');
    expect(read.notes).toEqual(['x.csv: read as Windows-1252 (Latin-1), because byte 0xF6 in line 1 is no UTF-8. If letters look wrong, save it as UTF-8.']);
  });
  it('in Windows-1252 whose first letter comes late', async () => {
    const many = 400_000;
    const read = await table(bytes(`a,b\n${'1,x\n'.repeat(many)}1,`, [0xe9], '\n2,', [0x80], '\n'));
    expect(read.rows.slice(-2)).toEqual([['1', 'é'], ['2', '€']]);
    expect(read.notes).toHaveLength(1);
    expect(read.notes[0]).toContain('byte 0xE9 in line 400,002');
  });
  it('in what the user says', async () => {
    expect((await table(bytes('a,b\n1,', [0xc3, 0xa9], '\n'), { encoding: 'latin1' })).rows).toEqual([['1', 'Ã©']]);
    expect((await table(bytes('a,b\n1,', [0x82, 0xa0], '\n'), { encoding: 'shift_jis' })).rows).toEqual([['1', 'あ']]);
    expect(await refusal('a,b\n1,2\n', { encoding: 'klingon' })).toMatch(/^Expected an encoding such as utf-8.*“klingon”/);
  });
});

describe('what is no text is refused', () => {
  it('a byte of no UTF-8 after letters of UTF-8, with its line', async () => {
    const text = `é,b\n${'1,x\n'.repeat(300_000)}1,`;
    const at = utf8(text).length.toLocaleString('en');
    expect(await refusal(bytes(text, [0xe9], '\n'))).toBe(`x.csv, line 300,002 (byte ${at}): expected UTF-8, and found byte 0xE9, which is none. Save it as UTF-8, or say that its encoding is windows-1252.`);
  });
  it('a character that is cut off by the end', async () => expect(await refusal(bytes('é,b\n1,x\n2,', [0xe2, 0x82]))).toMatch(/line 3 \(byte 11\): expected UTF-8, and found byte 0xE2/));
  it('a zero byte', async () => {
    expect(await refusal(bytes('a,b\n1,2\n', [0], '3,4\n'))).toMatch(/^x\.csv: expected a table, and found bytes that are no text/);
    expect(await refusal(bytes(`a,b\n${'1,2\n'.repeat(300_000)}1,`, [0], '\n'))).toMatch(/^x\.csv, line 300,002 \(byte 1,200,006\): expected a text, and found a zero byte/);
  });
  it('half a character of UTF-16', async () => expect(await refusal(utf16('\uFEFFa,b\n1,2\n3,\uD800x\n', true))).toMatch(/expected a text in UTF-16, and found bytes that are none between byte 0 and/));
  it.each([['nothing', '', /found an empty file/], ['space', ' \n\n ', /nothing but space/], ['a page', '<!DOCTYPE html><html></html>', /a web page or XML.*get the file again/], ['a picture', '\u0089PNG\r\n\u001a\n\0\0', /bytes that are no text/]])('%s', async (_, text, said) =>
    expect(await refusal(text)).toMatch(said),
  );
});

it('faults and ends of UTF-8 are found where the decoder finds them', () => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const isWhole = (part: Uint8Array): boolean => {
    try {
      decoder.decode(part);
      return true;
    } catch {
      return false;
    }
  };
  const byte = fc.oneof(fc.constantFrom(0x41, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xe2, 0xed, 0xf0, 0xf4, 0xf5, 0xff, 0xa0, 0x9f, 0x90, 0x8f), fc.nat(255));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 12 }), (list) => {
      const part = Uint8Array.from(list);
      const at = firstFault(part);
      expect(at < 0).toBe(isWhole(part));
      if (at >= 0) expect(isWhole(part.subarray(0, at))).toBe(true);
    }),
    { numRuns: 3000 },
  );
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(3), (text, cut) => {
    const part = new TextEncoder().encode(text);
    const piece = part.subarray(0, Math.max(0, part.length - cut));
    expect(isWhole(piece.subarray(0, piece.length - unfinished(piece)))).toBe(true);
  }));
});
it('Windows-1252 is what the standard says', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  const text = decodeWindows1252(all);
  expect(text).toHaveLength(256);
  expect([text[0x80], text[0x9f], text[0x99], text[0xff], text[0x41], text[0x81]]).toEqual(['€', 'Ÿ', '™', 'ÿ', 'A', '\u0081']);
});
