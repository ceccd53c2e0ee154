import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fakeCatalogue } from '../testing/fake-catalogue';
import { limits } from './limits';
import { openBytes } from './open';
import { parseJson } from './read-json';
import { scanJson } from './scan-json';

const told = (text: string): string => {
  const parsed = parseJson(text);
  return parsed.ok ? 'read' : `${parsed.problem.place}: ${parsed.problem.message}`;
};

describe('what is no JSON is told at its place, with what stands there', () => {
  const cases: Record<string, readonly [text: string, said: RegExp]> = {
    'NaN': ['{\n "a": NaN }', /^line 2, column 7: this is not JSON: expected a value, and found NaN\. JSON has no such number/],
    'Infinity': ['[1,\n\n  Infinity]', /^line 3, column 3: .*found Infinity\. JSON has no such number/],
    'minus Infinity': ['[-Infinity]', /^line 1, column 2: .*found -Infinity\. JSON has no such number/],
    'undefined': ['{"a": undefined}', /^line 1, column 7: .*found undefined\. JSON has no such value: write null/],
    'the None of Python': ['{"a": None}', /column 7: .*found None\. Write null/],
    'the True of Python': ['{"a": True}', /column 7: .*found True\. Write true/],
    'a comment to the end of the line': ['{\n  // the size\n  "a": 1}', /^line 2, column 3: .*expected a name in double quotes, and found a comment \(\/\/\)\. JSON has no comments: delete it/],
    'a comment between signs': ['{"a": /* ten */ 10}', /^line 1, column 7: .*found a comment \(\/\*\)/],
    'a comment at the end': ['{"a": 10}\n// done', /^line 2, column 1: .*expected the end of the file.*found a comment/],
    'a comment of Python': ['[1, # one\n 2]', /column 5: .*found a comment \(#\)/],
    'a comma before a bracket': ['{"a": [1, 2,\n]}', /^line 1, column 12: .*expected another value after the comma, and found “\]”\. Delete the comma/],
    'a comma before a brace': ['{"a": 1,}', /^line 1, column 8: .*found “}”\. Delete the comma/],
    'two commas': ['[1,,2]', /column 4: .*expected a value, and found a comma/],
    'single quotes around a name': ["{'a': 1}", /column 2: .*expected a name in double quotes, and found a single quote\. Put texts and names in double quotes/],
    'single quotes around a text': ["{\"a\": 'b'}", /column 7: .*found a single quote/],
    'quotes of a word processor': ['{“a”: 1}', /column 2: .*the quotation mark “\. Put .* straight double quotes/],
    'a name with no quotes': ['{ units: 3 }', /column 3: .*expected a name in double quotes, and found units\. Put the name in double quotes: "units"/],
    'a text with no quotes': ['{"a": relu}', /column 7: .*found relu\. Put a text in double quotes/],
    'a missing comma': ['{"a": 1\n "b": 2}', /^line 2, column 2: .*expected a comma or “}”, and found the text “b”\. Put a comma/],
    'a missing colon': ['{"a" 1}', /column 6: .*expected a colon after the name, and found 1/],
    'an equals sign': ['{"a" = 1}', /column 6: .*found “=”\. Write a colon/],
    'a bracket for a brace': ['{"a": 1]', /column 8: .*expected a comma or “}”, and found “\]”/],
    'a leading zero': ['[01]', /column 2: .*found 01\. A number is written such as 12/],
    'a plus': ['[+1]', /column 2: .*found \+1\. A number is written/],
    'a point with no digit': ['[1.]', /column 2: .*found 1\./],
    'a number of another base': ['[0x1F]', /column 2: .*found 0x1F/],
    'digits apart': ['[1_000]', /column 2: .*found 1_000/],
    'a line break in a text': ['{"a": "one\ntwo"}', /^line 1, column 11: .*closing quote of the text that begins at line 1, column 7, and found the end of the line\..*\\n/],
    'a tab in a text': ['["a\tb"]', /column 4: .*found a tab\. Write it as \\t/],
    'a control character in a text': ['["a\u0007b"]', /column 4: .*found the control character U\+0007/],
    'a control character outside': ['{\u0000"a": 1}', /column 2: .*found the control character U\+0000.*no text file/],
    'an escape that is none': ['["C:\\data"]', /column 5: .*expected an escape.*found \\d\. Write a backslash/],
    'half an escape': ['["\\u00e"]', /column 3: .*found \\u00e/],
    'a byte order mark in the middle': ['{"a": 1,\n\uFEFF"b": 2}', /^line 2, column 1: .*byte order mark \(U\+FEFF\)/],
    'a no-break space': ['{\u00a0"a": 1}', /column 2: .*the space character U\+00A0/],
    'two values': ['{"a": 1}\n{"a": 2}', /^line 2, column 1: .*expected the end of the file after the whole value/],
    'a name that stands twice': ['{"nodes": {},\n "no\\u0064es": {}}', /^line 2, column 2: the name “nodes” stands twice in one object; it is at line 1, column 2 too\. Keep one/],
    'an end inside a list': ['{"a": [1, 2', /column 12: the file ends too early: expected a comma or “\]” for what begins at line 1, column 7\. It was cut off/],
    'an end inside a text': ['{"a": "b', /column 9: the file ends too early: expected a closing quote for what begins at line 1, column 7/],
    'an end inside a word': ['[tru', /found tru/],
    'nothing but space': [' \n\t ', /^line 1, column 1: the file is empty/],
  };
  test.each(Object.entries(cases))('%s', (_, [text, said]) => expect(told(text)).toMatch(said));

  test('a byte order mark at the beginning is read over, and counts as no column', () => {
    expect(told('\uFEFF{"a": 1}')).toBe('read');
    expect(told('\uFEFF[x]')).toMatch(/^line 1, column 2:/);
  });
});

test('what is read is exactly what JSON.parse reads, but for names that stand twice', () => {
  const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '"\\u0041"', '1', '-0.5e+3', '01', '.5', 'true', 'null', 'NaN', ' ', '\n', '"', '\\', "'", '\u0001', 'é', '/');
  const broken = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));
  const sound = fc.json().chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length), fc.constantFrom('', ',', '"', '}', '0', ' ')).map(([whole, at, put]) => whole.slice(0, at) + put + whole.slice(at)));
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.oneof(broken, fc.json(), sound), (text) => {
      const fault = scanJson(text, limits);
      if (fault?.message.includes('stands twice')) return;
      expect(fault === null).toBe(isJson(text));
      if (fault) expect(fault.position).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 3000 },
  );
});

describe('what is larger than any document is refused where it becomes so, and not read on', () => {
  const few = { depth: 4, entries: 10, values: 50 };
  /** Nothing after the limit is looked at: there it is no JSON any more. */
  const cases: Record<string, readonly [string, RegExp]> = {
    'a long list': [`{"a": [${'1,'.repeat(10)}1 ?`, /at most 10 values in a list/],
    'a long object': [`{${Array.from({ length: 11 }, (_, i) => `"k${i}": 1`).join()} ?`, /at most 10 values in an object/],
    'many short lists': [`[${'[1,1,1,1,1,1,1,1,1],'.repeat(5)}?`, /at most 50 values in a file/],
    'depth': ['[[[[[?', /more than 4 levels deep/],
  };
  test.each(Object.entries(cases))('%s', (_, [text, said]) => expect(scanJson(text, few)?.message).toMatch(said));

  test('in a document: millions of numbers, or objects in objects', () => {
    const numbers = `{"format":"hourglass","x":[${'1,'.repeat(limits.entries)}1`;
    expect(told(numbers)).toMatch(/^line 1, column \d+: expected at most 100,000 values in a list, and found more/);
    expect(told('{"a":'.repeat(200_000))).toMatch(/^line 1, column 161: nested more than 32 levels deep/);
  });
});

describe('bytes that are no UTF-8 are named with their offset', () => {
  const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
  const said = (bytes: readonly number[]): string => {
    const opened = openBytes(Uint8Array.from(bytes), fakeCatalogue);
    return opened.ok ? 'opened' : opened.problems.map(({ place, message }) => `${place}: ${message}`).join();
  };
  const utf16 = (text: string): number[] => [...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]);
  test.each<[string, number[], RegExp]>([
    ['Latin-1', [...utf8('{\n "name": "Gr'), 0xfc, ...utf8('n"}')], /^byte offset 14, line 2: expected UTF-8, and found the byte FC after “ "name": "Gr”.*Latin-1.*save it as UTF-8/],
    ['a byte that only goes on', [...utf8('{"é'), 0x80], /^byte offset 4, .*the byte 80/],
    ['an overlong form', [...utf8('{"'), 0xc0, 0xaf, 0x22], /^byte offset 2, .*the byte C0/],
    ['a surrogate', [...utf8('{"'), 0xed, 0xa0, 0x80], /^byte offset 2, .*the byte ED/],
    ['more than there is', [...utf8('{"'), 0xf4, 0x90, 0x80, 0x80], /^byte offset 2, .*the byte F4/],
    ['an end inside a character', [...utf8('{"a": "'), 0xe2, 0x82], /^byte offset 7, .*ends in the middle of a UTF-8 character; it was cut off/],
    ['UTF-16 with a mark', [0xff, 0xfe, ...utf16('{}')], /^byte offset 0: expected UTF-8, and found UTF-16\. Save/],
    ['UTF-16 with a mark, the other way around', [0xfe, 0xff, 0, 0x7b], /found UTF-16/],
    ['UTF-16 with no mark', utf16('{"format": 1}'), /^byte offset 0: .*found UTF-16/],
    ['UTF-32', [0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0], /found UTF-32/],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], /^byte offset 0, line 1: expected UTF-8, and found the byte 89/],
  ])('%s', (_, bytes, message) => expect(said(bytes)).toMatch(message));

  test('what is UTF-8 is read, with a mark or without', () => {
    for (const text of ['{"format": "ö€😀"}', '\uFEFF{"format": "x"}']) expect(said(utf8(text))).toMatch(/no Hourglass document/);
  });
});
