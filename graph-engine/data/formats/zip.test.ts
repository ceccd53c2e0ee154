import { deflateRawSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { bytesSource } from './source-of-bytes';
import type { ByteSource } from './definition';
import { refusal } from './testing/refusal';
import { ascii, joined } from './testing/write-numbers';
import { writeZip, type ZipFile } from './testing/write-zip';
import { zip } from './zip';

const list = (bytes: Uint8Array, tell?: (note: { text: string }) => void) => zip.list(bytesSource({ name: 'x.zip', bytes }), tell);
const all = async (bytes: Uint8Array): Promise<Record<string, string>> => {
  const out: Record<string, string> = {};
  for (const source of await list(bytes)) out[source.name] = new TextDecoder().decode(await source.slice(0, source.size));
  return out;
};
const some = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * i * 7) % 251);
const files: readonly ZipFile[] = [
  { name: 'a.txt', data: ascii('first') },
  { name: 'cats/7.txt', data: ascii('second'), method: 0 },
  { name: 'none', data: new Uint8Array(0) },
];
const texts = { 'a.txt': 'first', 'cats/7.txt': 'second', none: '' };

describe('what lies in an archive', () => {
  it('stored or deflated, of 32 bits or 64, with bytes before it and a comment behind', async () => {
    expect(await all(writeZip(files))).toEqual(texts);
    expect(await all(writeZip(files, { large: true }))).toEqual(texts);
    expect(await all(writeZip(files, { before: ascii('#!/bin/sh\n'), comment: ascii('made by PK\x05\x06 hand') }))).toEqual(texts);
    expect(await all(writeZip([]))).toEqual({});
  });
  it('parts of a file are read', async () => {
    const data = some(3_000_000);
    for (const method of [0, 8]) {
      const [source] = await list(writeZip([{ name: 'a', data, method }]));
      expect(source!.size).toBe(data.length);
      expect(await source!.slice(1_000_000, 1_000_010)).toEqual(data.subarray(1_000_000, 1_000_010));
      expect((await source!.slice(2_999_999, 4_000_000)).length).toBe(1);
      expect((await source!.slice(5_000_000, 6_000_000)).length).toBe(0);
    }
  });
  it('nothing is unpacked before it is read, and then once', async () => {
    const bytes = writeZip([{ name: 'a', data: some(100_000) }, { name: 'b', data: some(10) }]);
    const slice = vi.fn((from: number, to: number) => Promise.resolve(bytes.subarray(from, to)));
    const [a] = await zip.list({ name: 'x.zip', size: bytes.length, slice });
    const forList = slice.mock.calls.length;
    await a!.slice(0, 10);
    const forOne = slice.mock.calls.length;
    expect(forOne).toBeGreaterThan(forList);
    await a!.slice(10, 20);
    expect(slice.mock.calls.length).toBe(forOne);
  });
  it('names in UTF-8, declared or not, and in code page 437', async () => {
    const utf = new TextEncoder().encode('Füße/写真');
    expect(Object.keys(await all(writeZip([{ name: utf }, { name: utf.subarray(0, 6), flags: 0 }, { name: Uint8Array.of(0x4d, 0x81, 0x6c, 0x6c, 0xe1), flags: 0 }])))).toEqual(['Füße/写真', 'Füße', 'Müllß']);
  });
  it('folders, and what systems put beside files, are left out; an archive in it is a file', async () => {
    const inner = writeZip(files);
    const names = ['folder/', '__MACOSX/._a', 'deep/__MACOSX/b', '.DS_Store', 'a/.DS_Store', 'a/Thumbs.db', './kept', 'a//b'];
    expect(Object.keys(await all(writeZip([...names.map((name) => ({ name })), { name: 'inner.zip', data: inner }])))).toEqual(['kept', 'a/b', 'inner.zip']);
  });
  it('two files of one name, and links, are told', async () => {
    const notes: string[] = [];
    const sources = await list(writeZip([{ name: 'a', data: ascii('old') }, { name: 'a', data: ascii('new') }, { name: 'l', data: ascii('/etc/passwd'), attributes: 0xa1ff0000 }]), ({ text }) => notes.push(text));
    expect(sources.map(({ name }) => name)).toEqual(['a']);
    expect(new TextDecoder().decode(await sources[0]!.slice(0, 3))).toBe('new');
    expect(notes).toEqual([expect.stringMatching(/^x\.zip: several files are called a; the last/), expect.stringMatching(/^x\.zip: l are links/)]);
  });
  it('is recognised by its beginning', () => {
    expect([writeZip(files), writeZip([])].map((bytes) => zip.recognises(bytes, 'x'))).toEqual([true, true]);
    expect(zip.recognises(ascii('PKxx'), 'x.zip')).toBe(false);
  });
});

describe('names that lead out of the archive are refused', () => {
  const names = ['../a', 'a/../../b', '..', '/etc/passwd', 'C:/a', 'c:a', 'a\\b', '..\\a', 'a\0.png', '', '.'];
  it.each(names)('%j', async (name) => {
    const said = await refusal(() => list(writeZip([...files, { name }])));
    expect(said).toMatch(/^x\.zip: expected names that are paths in the archive, and found .*Do not trust this archive/);
    expect(said).toContain(JSON.stringify(name));
  });
  it('but not dots within a name', async () => {
    expect(Object.keys(await all(writeZip([{ name: 'a..b/...c' }, { name: '.hidden' }])))).toEqual(['a..b/...c', '.hidden']);
  });
});

describe('what is refused', () => {
  const whole = writeZip(files);
  const one = (file: Partial<ZipFile>) => writeZip([{ name: 'a', data: ascii('some data'), ...file }]);
  const changed = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
  const cases: Record<string, readonly [Uint8Array, RegExp]> = {
    'an empty file': [new Uint8Array(0), /^x\.zip: expected a zip archive with its directory at the end, and found an empty file/],
    'no archive': [some(5000), /directory at the end, and found none/],
    'a cut': [whole.subarray(0, -30), /directory at the end, and found none\. It is cut off/],
    'a wrong place of the directory': [joined(whole.subarray(0, 40), whole.subarray(90)), /expected/],
    'a directory of 100 files with three in it': [writeZip(files, { count: 100 }), /a directory of 100 files, and found one that claims/],
    'a directory of four files with three in it': [writeZip(files, { count: 4 }), /4 files in the directory, and found 3 that can be read|a directory of 4 files/],
    '10,000,000 files': [writeZip(files, { large: true, count: 10_000_000 }), /at most 1,000,000 files, and found 10,000,000/],
    'an encrypted file': [one({ flags: 1 }), /^x\.zip, a: expected files that anybody can read, and found one that is encrypted\. Unpack/],
    AES: [one({ method: 99 }), /encrypted/],
    LZMA: [one({ method: 14 }), /packed with LZMA\. Pack the archive again/],
    'an unknown method': [one({ method: 77 }), /packed with method 77/],
    '10 GB claimed': [writeZip([{ name: 'a', data: some(9), unpacked: 10 ** 10 }], { large: true }), /at most 1,073,741,824 bytes, and found 10,000,000,000 bytes when it is unpacked/],
    'more than the file can hold': [one({ method: 0, packed: 5000, unpacked: 5000 }), /files that lie one after another, and found one that is longer than the archive \("a"\)/],
    'a stored file of two lengths': [one({ method: 0, packed: 5 }), /9 bytes that are stored, and found 5/],
    'another checksum': [one({ crc: 7 }), /^x\.zip, a: expected the checksum that the archive has for it, and found another/],
    'another checksum of a stored file': [one({ crc: 7, method: 0 }), /checksum/],
    'damaged data': [changed(one({ method: 0 }), 33), /checksum/],
    'damaged packed data': [changed(one({}), 31), /whole packed data|checksum|unpacked/],
    'less than it says': [one({ unpacked: 100 }), /100 bytes when it is unpacked, and found 9 bytes/],
    'more than it says': [one({ unpacked: 3 }), /3 bytes when it is unpacked, as it says, and found more/],
    'another header than in the directory': [changed(one({}), 0), /a file where the directory says, and found something else/],
    'a part of a split archive': [changed(whole, whole.length - 18), /a part of one that was split/],
  };
  it.each(Object.entries(cases))('%s', async (_, [bytes, said]) => expect(await refusal(() => all(bytes))).toMatch(said));
});

describe('bombs', () => {
  const zeros = new Uint8Array(2 ** 26 + 1);
  const body = new Uint8Array(deflateRawSync(zeros));
  const bomb = (name: string): ZipFile => ({ name, body, crc: 0, unpacked: zeros.length });
  it('a file that unpacks to a thousand times its size', async () => {
    expect(await refusal(() => list(writeZip([bomb('zeros')])))).toMatch(/^x\.zip, zeros: expected data that are packed to no less than 1\/500 of their size, and found .* that unpack to 67,108,865 bytes, as a zip bomb does/);
  });
  it('many files below what one may be', async () => {
    const bytes = writeZip(Array.from({ length: 3 }, (_, i) => ({ ...bomb(`zeros ${i}`), unpacked: 2 ** 26 })));
    expect(await refusal(() => list(bytes))).toMatch(/^x\.zip: expected data that are packed to no less than 1\/500/);
  });
  it('a claim that is smaller than what comes takes no more memory than was claimed', async () => {
    const [source] = await list(writeZip([{ ...bomb('a'), unpacked: 1000 }]));
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal(() => source!.slice(0, 10))).toMatch(/1,000 bytes when it is unpacked, as it says, and found more/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });
  it('files that share their bytes', async () => {
    const data = some(1000);
    const bytes = writeZip([{ name: 'a', data, method: 0 }, ...Array.from({ length: 1000 }, (_, i) => ({ name: `b${i}`, data, method: 0, offset: 0 }))]);
    expect(await refusal(() => list(bytes))).toMatch(/files that lie one after another, and found bytes that belong to two of them/);
  });
  it('an archive of archives is not opened', async () => {
    const inner = writeZip([bomb('zeros')]);
    const [source] = await list(writeZip([{ name: 'deep.zip', data: inner }]));
    expect(source!.size).toBe(inner.length);
    expect(await refusal(() => zip.list(source as ByteSource))).toMatch(/^deep\.zip, zeros: .*as a zip bomb does/);
  });
});

it('a directory of very many files is read in a moment', async () => {
  const bytes = writeZip(Array.from({ length: 20_000 }, (_, i) => ({ name: `f/${i}.png`, method: 0 })));
  expect((await list(bytes)).length).toBe(20_000);
});
