import { describe, expect, it } from 'vitest';
import { bytesSource } from '../formats/source-of-bytes';
import { refusal } from '../formats/testing/refusal';
import { ascii } from '../formats/testing/write-numbers';
import { wavOf, writeWav } from '../formats/testing/write-wav';
import { writeZip } from '../formats/testing/write-zip';
import { openFiles } from '../open-files';
import { parseReading, printReading } from '../file-reading';
import { dealOut } from '../splits/deal-out';
import { takeItems } from '../take-items';
import type { DataTable } from '../table';
import { LogMel, usualLogMel } from './log-mel';

const tone = (hz: number, seconds: number, rate = 8000): Float32Array => Float32Array.from({ length: seconds * rate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));
const file = (name: string, bytes: Uint8Array) => ({ ...bytesSource({ name, bytes }), name });
const spoken = (name: string, hz = 500, seconds = 0.4) => file(name, writeWav(tone(hz, seconds)));
const notesOf = ({ notes }: DataTable): string => (notes ?? []).map(({ text }) => text).join('\n');
const words = ['yes', 'no'].flatMap((word, i) => ['anna', 'ben'].flatMap((speaker) => [0, 1, 2].map((take) => spoken(`set/${word}_${speaker}_${take}.wav`, 400 + 400 * i))));

describe('a folder of recordings', () => {
  it('becomes frames, with labels and groups by the pattern of the names', async () => {
    const { kind, table, chosen } = await openFiles(words, { sounds: { pattern: '{word}_{speaker}_{take}' } });
    expect(kind).toBe('sounds');
    expect(table).toMatchObject({ name: 'set', shape: [40, 48, 1], range: 'unit', count: 12, scale: 1 / 255, labelNames: ['no', 'yes'], labelColumn: 'word', integers: { bits: 8, signed: false } });
    expect([...table.labels!]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    expect(table.beside).toEqual([
      { name: 'file', kind: 'text', values: words.map(({ name }) => name).toSorted() },
      { name: 'speaker', kind: 'group', names: ['anna', 'ben'], values: Uint8Array.of(0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1) },
      { name: 'take', kind: 'text', values: ['0', '1', '2', '0', '1', '2', '0', '1', '2', '0', '1', '2'] },
    ]);
    expect([...table.lengths!]).toEqual(Array(12).fill(41));
    expect(notesOf(table)).toContain('By the names of the files, {word}_{speaker}_{take}: word is the label (no, yes), speaker is a group (anna, ben), take a text.');
    expect(notesOf(table)).toContain('Items are 48 frames (0.48 s) of 40 mel bands at 8,000 Hz, with a window of 32 ms every 10 ms; silence follows shorter recordings. Another number of frames can be chosen.');
    expect(chosen).toEqual({ sounds: { ...usualLogMel, rate: 8000, frames: 48, longer: 'cut', pattern: '{word}_{speaker}_{take}', label: 'word' } });
    expect(parseReading(printReading(chosen!))).toEqual(chosen);
    const { train, validation } = dealOut(table, { split: 'group', splitBy: '', test: 0, normal: '', validation: 0.5, seed: 1, node: 'data' });
    const speakers = (items: Uint32Array) => new Set([...items].map((item) => table.beside![1]!.values[item]));
    expect([speakers(train).size, speakers(validation).size]).toEqual([1, 1]);
  });

  it('stands as a picture: time to the right, high bands above, silence after the end', async () => {
    const { table } = await openFiles([spoken('a.wav', 1000, 0.2), spoken('b.wav', 1000, 0.4)]);
    const frames = new LogMel({ ...usualLogMel, rate: 8000 }).of(tone(1000, 0.2));
    const at = (band: number, frame: number): number => (table.values as Uint8Array)[(39 - band) * 48 + frame]! / 255;
    for (const [band, frame] of [[0, 0], [14, 10], [39, 20], [20, 3]] as const) expect(Math.abs(at(band, frame) - frames[frame * 40 + band]!)).toBeLessThanOrEqual(0.5 / 255 + 0.001);
    expect([at(14, 21), at(0, 47)]).toEqual([0, 0]);
    expect([...table.lengths!]).toEqual([21, 41]);
  });

  it('keeps the sound, for ears', async () => {
    const { table } = await openFiles([spoken('a.wav', 500, 0.1), spoken('b.wav', 700, 0.2)]);
    const { samples, from, to } = table.sound!.wave!;
    expect([...from, ...to]).toEqual([0, 800, 800, 2400]);
    expect(samples[801]).toBe(Math.round(tone(700, 0.2)[1]! * 32_768));
    const few = takeItems(table, 1);
    expect([few.lengths!.length, few.sound!.wave!.from.length, few.beside![0]!.values.length]).toEqual([1, 1, 1]);
  });

  it('takes classes from folders, and names from an archive', async () => {
    const zip = writeZip(['cat/1.wav', 'cat/2.wav', 'dog/1.wav'].map((name) => ({ name, data: writeWav(tone(500, 0.1)) })));
    const { table } = await openFiles([file('pets.zip', zip)]);
    expect(table).toMatchObject({ count: 3, labelNames: ['cat', 'dog'] });
    expect(notesOf(table)).toContain('2 classes, by the names of the folders: cat, dog.');
  });

  it('guesses a pattern, and says so', async () => {
    const { table } = await openFiles(words);
    expect(table).toMatchObject({ labelNames: ['no', 'yes'], labelColumn: 'label' });
    expect(notesOf(table)).toContain('{label}_{part2}_{part3}, which is guessed: label is the label (no, yes), part2 is a group (anna, ben), part3 a text.');
  });

  it('tells of names of another form', async () => {
    const { table } = await openFiles([...words, spoken('set/intro.wav')], { sounds: { pattern: '{word}_{speaker}_{take}' } });
    expect(table.labelNames).toEqual(['no', 'unknown', 'yes']);
    expect(notesOf(table)).toContain('1 name is of another form, and counts as unknown: set/intro.wav.');
  });
});

describe('recordings of several kinds', () => {
  it('come to one rate and one channel', async () => {
    const stereo = wavOf(new Uint8Array(new Int16Array(8820).buffer), { channels: 2, rate: 44_100 });
    const { table } = await openFiles([spoken('a.wav', 500, 0.1), file('b.wav', stereo)]);
    expect(table.sound!.settings.rate).toBe(16_000);
    expect([...table.lengths!]).toEqual([11, 11]);
    expect(notesOf(table)).toContain('Recordings of 8,000, 44,100 Hz are brought to 16,000 Hz.');
    expect(notesOf(table)).toContain('The channels of 1 recording are mixed into one.');
    expect(notesOf(table)).toContain('One recording is silent: b.wav.');
  });

  it('tells what is cut, cut off and left out', async () => {
    const many = Array.from({ length: 20 }, (_, i) => spoken(`${i}.wav`, 500, i === 3 ? 1 : 0.4));
    const broken = file('x.wav', writeWav(tone(500, 0.4)).slice(0, -1000));
    const law = file('y.wav', wavOf(new Uint8Array(8), { bits: 8, coding: 6 }));
    const { table } = await openFiles([...many, broken, law, file('readme.txt', ascii('Hello you\n'))]);
    expect(table.count).toBe(21);
    const told = notesOf(table);
    expect(told).toContain('of 1 recording with more the end is left out, and silence follows shorter ones.');
    expect(told).toContain('x.wav: its header says 6,400 bytes of samples, and 5,400 bytes are there: it is cut off');
    expect(told).toContain('y.wav: expected WAV with samples as they are (PCM or floats), and found A-law. Save it as WAV of 16 or 24 bits. It is left out.');
    expect(told).toContain('Left out, because it is no recording that is read here: readme.txt (a text (“Hello you”)).');
  });

  it('makes pieces of long ones', async () => {
    const { table, chosen } = await openFiles([spoken('long.wav', 500, 12)]);
    expect(table).toMatchObject({ name: 'long.wav', shape: [40, 512, 1], count: 2 });
    expect(chosen!.sounds!.longer).toBe('pieces');
    const { from, to, samples } = table.sound!.wave!;
    expect([...from, ...to]).toEqual([0, 512 * 80, 512 * 80, samples.length]);
    const cut = (await openFiles([spoken('long.wav', 500, 2)], { sounds: { frames: 100, longer: 'pieces' } })).table;
    expect([...cut.lengths!]).toEqual([100, 100]);
  });
});

describe('what cannot be read', () => {
  it('is refused with what to do', async () => {
    expect(await refusal(() => openFiles([file('a.wav', wavOf(new Uint8Array(8), { bits: 8, coding: 7 }))]))).toContain('and found µ-law. Save it as WAV');
    expect(await refusal(() => openFiles(words, { sounds: { bands: 200 } }))).toContain('200 bands are too many for a window of 32 ms at 8,000 Hz.');
    expect(await refusal(() => openFiles(words, { sounds: { pattern: 'word' } }))).toContain('Expected a pattern with a field in braces');
    expect(await refusal(() => openFiles([file('a.flac', ascii('fLaC\0\0'))]))).toContain('recordings (WAV) or an array');
    expect(parseReading('{"sounds":{"rate":"x"}}')).toBeNull();
    expect(parseReading('{"sounds":{"pattern":"{a}{b}"}}')).toBeNull();
    expect(parseReading('{"sounds":{"longer":"wrap"}}')).toBeNull();
  });

  it('is told in a message where it is stopped', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(openFiles(words, { signal: abort.signal })).rejects.toThrow('enough');
  });
});
