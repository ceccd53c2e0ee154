import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import type { ByteSource } from '../formats/definition';
import { encodeGif } from '../formats/testing/encode-gif';
import { encodePng, pngHead } from '../formats/testing/encode-png';
import { written } from '../formats/testing/written-pictures';
import { zip } from '../formats/zip';
import { takeItems } from '../take-items';
import { ItemStore } from './item-store';
import type { PictureOptions } from './options';
import { picturesTable } from './to-table';

const source = (name: string, bytes: Uint8Array): ByteSource => ({ name, size: bytes.length, slice: async (from, to) => bytes.slice(from, to) });
const text = (name: string, content: string): ByteSource => source(name, new TextEncoder().encode(content));
const grey = (name: string, width: number, ...samples: number[]): ByteSource => source(name, encodePng({ width, height: samples.length / width, depth: 8, colour: 0, samples }));
const red = (name: string) => source(name, encodePng({ width: 1, height: 1, depth: 8, colour: 2, samples: [255, 0, 0] }));
const deep = (name: string, value: number) => source(name, encodePng({ width: 1, height: 1, depth: 16, colour: 0, samples: [value] }));
const notes = (table: { notes?: readonly { text: string }[] }): string => (table.notes ?? []).map((note) => note.text).join('\n');
const fault = (files: readonly ByteSource[], options?: PictureOptions): Promise<string> => picturesTable(files, options).then(() => 'nothing was thrown', (error: Error) => `${error.name}: ${error.message}`);

describe('picturesTable', () => {
  it('reads folders as classes, in the order of names', async () => {
    const table = await picturesTable([grey('faces/s10/1.png', 2, 5, 6), grey('faces/s2/10.png', 2, 3, 4), grey('faces/s2/9.png', 2, 1, 2)]);
    expect(table).toMatchObject({ name: 'faces', shape: [1, 2, 1], count: 3, scale: 1 / 255, range: 'unit', labelNames: ['s2', 's10'], integers: { bits: 8, signed: false } });
    expect([...table.values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(table.labels).toEqual(Uint8Array.of(0, 0, 1));
    expect(notes(table)).toBe('2 classes, by the names of the folders: s2, s10.');
  });

  it('reads a folder in a zip archive, every format beside the others', async () => {
    const archive = zipSync({ 'set/cats/1.jpg': written.grey, 'set/cats/2.webp': written.lossy, 'set/dogs/1.jpg': written.progressive, 'set/LICENCE': new TextEncoder().encode('Take them.') });
    const table = await picturesTable(await zip.list(source('set.zip', archive)));
    expect(table).toMatchObject({ name: 'set', shape: [12, 20, 3], count: 3, labelNames: ['cats', 'dogs'], labels: Uint8Array.of(0, 0, 1) });
    expect(table.beside).toEqual([{ name: 'file', kind: 'text', values: ['set/cats/1.jpg', 'set/cats/2.webp', 'set/dogs/1.jpg'] }]);
  });

  it('names what is no picture or cannot be read, and leaves it out', async () => {
    const table = await picturesTable([text('a/README', 'Faces of people.'), grey('a/1.png', 1, 7), source('a/2.png', Uint8Array.from(pngHead(60_000, 60_000, 8, 6))), source('a/3.jpg', written.colour.slice(0, 250))], { width: 1, height: 1 });
    expect([...table.values]).toEqual([7]);
    expect(notes(table)).toContain('Left out, because it is no picture that is read here: a/README (a text (“Faces of people.”)).');
    expect(notes(table)).toContain('a/2.png: expected a picture of at most 64 megapixels, and found 60,000 × 60,000 pixels. Make it smaller, or cut it into several pictures. It is left out.');
    expect(notes(table)).toContain('a/3.jpg: expected a JPEG picture, and found one that is broken or cut off (its end is missing).');
    expect(await fault([source('b.png', Uint8Array.from(pngHead(60_000, 60_000, 8, 6)))])).toContain('DataError: b.png: expected a picture of at most 64 megapixels');
    expect(await fault([source('b.jpg', written.colour.slice(0, 250))])).toContain('DataError: b.jpg: expected a JPEG picture');
    expect(await fault([text('a.csv', 'a,b\n1,2\n')])).toContain('DataError: Expected pictures, and found none: a.csv is a text table');
    expect(await fault([])).toContain('DataError: Expected pictures, and found no file at all.');
  });

  it('takes all in colour where some are, or as it is asked', async () => {
    const files = [grey('a.png', 1, 8), grey('b.png', 1, 9), red('c.png'), grey('d.png', 1, 10)];
    const mixed = await picturesTable(files);
    expect(mixed.shape).toEqual([1, 1, 3]);
    expect([...mixed.values]).toEqual([8, 8, 8, 9, 9, 9, 255, 0, 0, 10, 10, 10]);
    expect(notes(mixed)).toBe('3 of 4 pictures are grey and the others in colour: all are taken in colour. They can be taken in grey.');
    const one = await picturesTable(files, { colour: 'grey' });
    expect([one.shape, [...one.values], one.notes]).toEqual([[1, 1, 1], [8, 9, 76, 10], []]);
    expect([...(await picturesTable(files.slice(0, 1), { colour: 'colour' })).values]).toEqual([8, 8, 8]);
  });

  it('keeps 16 bits as numbers from 0 to 1, beside pictures of 8', async () => {
    const table = await picturesTable([grey('a.png', 1, 51), deep('b.png', 13_107), red('c.png')]);
    expect(table).toMatchObject({ scale: 1, shape: [1, 1, 3], count: 3 });
    expect(table.integers).toBeUndefined();
    expect(table.values).toEqual(Float32Array.of(0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 1, 0, 0));
  });

  it('brings pictures of several sizes to the median one, and says so', async () => {
    const files = [grey('a.png', 2, 1, 1), grey('b.png', 4, ...Array<number>(8).fill(2)), grey('c.png', 5, ...Array<number>(20).fill(3))];
    const table = await picturesTable(files);
    expect(table.shape).toEqual([2, 4, 1]);
    expect([...table.values]).toEqual([1, 2, 3].flatMap((value) => Array<number>(8).fill(value)));
    expect(notes(table)).toContain('(2 to 5 pixels wide, 1 to 4 high). All are brought to their median size, 4 × 2; what stands over at the sides is cut.');
    expect(await picturesTable(files, { width: 3, height: 3, fit: 'pad' })).toMatchObject({ shape: [3, 3, 1], notes: [] });
    expect(await picturesTable(files, { width: 2 })).toMatchObject({ shape: [1, 2, 1] });
  });

  it('reads the frames of an animation as items, tiles, rows of pixels and pieces', async () => {
    const gif = source('a.gif', encodeGif({ width: 1, height: 2, palette: [[0, 0, 0], [255, 255, 255]], frames: [{ width: 1, height: 2, pixels: [0, 1] }, { width: 1, height: 2, pixels: [1, 1] }] }));
    const frames = await picturesTable([gif]);
    expect([frames.count, frames.range, ...frames.values]).toEqual([2, 'binary', 0, 255, 255, 255]);
    const sheet = grey('sheet.png', 4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    const tiles = await picturesTable([sheet], { tile: { width: 2, height: 2 } });
    expect([tiles.shape, [...tiles.values]]).toEqual([[2, 2, 1], [1, 2, 5, 6, 3, 4, 7, 8]]);
    expect(tiles.beside![0]!.values).toEqual(['sheet.png', 'sheet.png']);
    expect(takeItems(tiles, 1).beside![0]!.values).toEqual(['sheet.png']);
    expect(notes(tiles)).toContain('leave over 1 at the bottom');
    const rows = await picturesTable([sheet], { rows: { width: 2, height: 2 } });
    expect([rows.shape, rows.count, [...rows.values]]).toEqual([[2, 2, 1], 3, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]);
    const pieces = await picturesTable([sheet, grey('tiny.png', 1, 1)], { patches: { size: 2, perPicture: 5, seed: 1 } });
    expect([pieces.shape, pieces.count]).toEqual([[2, 2, 1], 5]);
    expect(notes(pieces)).toContain('One picture is smaller than a piece of 2 × 2, and left out: tiny.png.');
    expect(await fault([sheet], { patches: { size: 9, perPicture: 5, seed: 1 } })).toContain('expected pictures of at least 9 × 9 pixels');
  });

  it('refuses more than 1 GB before the pictures are read, and options that mean nothing', async () => {
    const wide = Array.from({ length: 20 }, (_, i) => grey(`${i}.png`, 1, 1));
    expect(await fault(wide, { width: 8192, height: 8192 })).toBe('DataError: Expected at most 1 GB of pictures, and found 20 of 8192 × 8192 pixels, which are 1.3 GB. Choose a smaller width and height, grey in place of colour, or fewer pictures.');
    expect(await fault(wide, { patches: { size: 1, perPicture: 60_000, seed: 1 } })).toContain('Expected at most 1,000,000 pictures, and found more.');
    expect(await fault(wide, { width: 0 })).toContain('Expected a whole number from 1 to 65,536 for width, and found 0.');
    expect(await fault(wide, { tile: { width: 1, height: 1 }, rows: { width: 1, height: 1 } })).toContain('found both');
    expect(() => new ItemStore(1024, 1024, 1024)).not.toThrow();
    expect(() => new ItemStore(1024, 1024, 1025)).toThrow(DataError);
  });

  it('tells how far it is, and stops when it is told to', async () => {
    const files = [grey('a.png', 1, 1), grey('b.png', 1, 2)];
    const steps: string[] = [];
    await picturesTable(files, {}, undefined, (done, total) => steps.push(`${done}/${total}`));
    expect(steps).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4']);
    const stop = new AbortController();
    await expect(picturesTable(files, {}, stop.signal, (done) => done === 2 && stop.abort(new Error('stopped')))).rejects.toThrow('stopped');
  });
});
