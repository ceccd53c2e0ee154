import { describe, expect, it } from 'vitest';
import { guessPattern, matchName, parsePattern, type NamePattern } from './name-pattern';

const of = (text: string): NamePattern => parsePattern(text) as NamePattern;

describe('matchName', () => {
  it.each([
    ['{digit}_{speaker}_{take}', '7_jackson_32.wav', ['7', 'jackson', '32']],
    ['{digit}_{speaker}_{take}', 'recordings/7_jackson_32.wav', ['7', 'jackson', '32']],
    ['{digit}_{rest}', '7_jackson_32.wav', ['7', 'jackson_32']],
    ['{speaker}/{word}-{take}', 'all/anna/yes-1.wav', ['anna', 'yes', '1']],
    ['rec-{word} ({take})', 'rec-no (2).wav', ['no', '2']],
    ['{word}', 'a.b.wav', ['a.b']],
    ['{word}', 'größe 🎵.wav', ['größe 🎵']],
    ['{digit}_{speaker}_{take}', '7_jackson.wav', null],
    ['{digit}_{speaker}', '_jackson.wav', null],
    ['{digit}_{speaker}', '7_.wav', null],
    ['rec-{word}', 'word.wav', null],
    ['{word}-end', 'word-ende.wav', null],
  ])('%s of %s', (pattern, name, values) => expect(matchName(name, of(pattern))).toEqual(values));

  it('takes no longer than the name is long, whatever it is', () => {
    const long = 'a_'.repeat(100_000);
    expect(matchName(long, of('{a}_{b}_{c}_{d}_{e}_{f}!'))).toBeNull();
  });
});

it.each([
  ['', /field in braces.*found none/],
  ['digit', /field in braces/],
  ['{a}{b}', /a text between two fields/],
  ['{a}_{a}', /a twice/],
  ['{}', /a name in each pair/],
  ['{a}_{b', /a pair of braces/],
  [Array.from({ length: 13 }, (_, i) => `{${i}}`).join('_'), /at most 12 fields/],
])('%s is no pattern', (text, message) => expect(parsePattern(text)).toMatch(message));

describe('guessPattern', () => {
  it('finds what parts all names alike, and the part that many share', () => {
    expect(guessPattern(['0_george_0.wav', '0_lucas_0.wav', '1_george_0.wav', '1_lucas_1.wav'])).toBe('{label}_{part2}_{part3}');
    expect(guessPattern(['1-yes.wav', '2-yes.wav', '3-no.wav', '4-no.wav'])).toBe('{part1}-{label}');
  });
  it('finds none where names are unlike, or all differ', () => {
    expect(guessPattern(['a.wav', 'b_c.wav'])).toBeNull();
    expect(guessPattern(['a_1.wav', 'b_2.wav', 'c_3.wav'])).toBeNull();
    expect(guessPattern([])).toBeNull();
  });
});
