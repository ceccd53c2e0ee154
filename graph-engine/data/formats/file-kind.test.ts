import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import { readIdxFiles } from './idx-files';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
async function said(name: string, bytes: Uint8Array): Promise<string> {
  const error = await readIdxFiles([{ name, bytes }]).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  return (error as Error).message;
}

describe('a file of another kind is named, with what to do', () => {
  const cases: Record<string, readonly [name: string, bytes: Uint8Array, RegExp]> = {
    'CSV': ['stock.csv', utf8('sensor_a,sensor_b,label\n0.8,0.3,0\n0.2,0.0,1\n'), /^stock\.csv: expected an IDX file, and found a text table \(CSV, header sensor_a,sensor_b,label\)\. Take it as an own file, which may be of any kind\./],
    'CSV with no header': ['a', utf8('1,2,3\r\n4,5,6\r\n'), /a text table \(CSV of 3 columns\)/],
    'CSV with quotes': ['a', utf8('"x, y",z\n"1,5",2\n'), /\(CSV, header "x, y",z\)/],
    'CSV of a spreadsheet in Europe': ['a', utf8('a;b\n0,5;1\n'), /CSV with semicolons, header a;b/],
    'CSV with a mark, in Latin-1': ['a', latin('Gr\xf6\xdfe,b\n1,2\n'), /header Größe,b/],
    'CSV that is cut in the middle of a row': ['a', utf8(`a,b\n${'1,2\n'.repeat(1100)}`), /CSV, header a,b/],
    'CSV with many columns': ['a', utf8(`${Array.from({ length: 785 }, (_, i) => `p${i}`).join()}\n${'0,'.repeat(784)}0\n`), /header p0,p1,p2,p3,p4,p5,… 785 columns/],
    'CSV in gzip': ['a.csv.gz', gzipSync(utf8('a,b\n1,2\n')), /^a\.csv\.gz: .*CSV, header a,b/],
    'TSV': ['a', utf8('a\tb\n1\t2\n'), /TSV, header a b/],
    'numbers in columns': ['a', utf8('1 2\n3 4\n'), /2 columns parted by spaces/],
    'words': ['a.txt', utf8('Dear reader,\nthis is no data.\n'), /a text \(“Dear reader,”\)/],
    'UTF-16': ['a', Uint8Array.of(0xff, 0xfe, 97, 0), /a text in UTF-16/],
    'JSON': ['a', utf8('[[0, 1], [1, 0]]'), /found JSON\. Take it as an own file/],
    'a document': ['a', utf8('{"format": "hourglass", "version": 2}'), /a document of Hourglass\. Open it as a document/],
    'a web page': ['a', utf8('<!doctype html><p>404'), /a web page or XML\. The download may have failed/],
    'a pointer': ['a', utf8('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), /a pointer of Git LFS\. Fetch/],
    'PNG': ['a', latin('\x89PNG\r\n\x1a\n'), /a PNG picture\. Take it as an own file/],
    'JPEG': ['a', latin('\xff\xd8\xff\xe0'), /a JPEG picture/],
    'WebP': ['a', latin('RIFF\x10\0\0\0WEBPVP8 '), /a WebP picture/],
    'GIF': ['a', latin('GIF89a'), /a GIF picture/],
    'PGM': ['a', latin('P5\n# made by hand\n28 28\n255\n\0\0'), /a PGM or PPM picture/],
    'TIFF': ['a', latin('II*\0\x08'), /a TIFF picture\. Save it as PNG or JPEG/],
    'FLAC': ['a', latin('fLaC\0\0'), /a FLAC recording\. Save it as WAV of 16 or 24 bits\./],
    'Ogg': ['a', latin('OggS\0\x02'), /an Ogg recording/],
    'MP3': ['a', latin('\xff\xfb\x90d'), /an MP3 recording/],
    'MP3 with a title': ['a', latin('ID3\x03\0'), /an MP3 recording/],
    'AIFF': ['a', latin('FORM\0\0\0\x10AIFFCOMM'), /an AIFF recording/],
    'NumPy': ['a', latin('\x93NUMPY\x01\0'), /a NumPy array \(\.npy\)\. Take it as an own file/],
    'NumPy arrays': ['a.npz', latin('PK\x03\x04'), /a zip archive, perhaps \.npz\. Take it as an own file/],
    'MATLAB': ['a', latin('MATLAB 5.0 MAT-file, Platform: GLNXA64'), /a MATLAB file \(\.mat\)/],
    'HDF5': ['a', latin('\x89HDF\r\n\x1a\n'), /an HDF5 file .*Save it as CSV, Parquet or NPY/],
    'Parquet': ['a', latin('PAR1\x15'), /a Parquet table/],
    'a pickle': ['data_batch_1', latin('\x80\x02}q\x01'), /a pickle of Python/],
    'a tar archive': ['a', latin(`name${'\0'.repeat(253)}ustar`), /a tar archive\. Unpack it/],
    'a known name with unknown content': ['a.npy', Uint8Array.of(1, 2, 3, 4, 5), /what is called a NumPy array/],
  };
  it.each(Object.entries(cases))('%s', async (_, [name, bytes, expected]) => expect(await said(name, bytes)).toMatch(expected));

  it('what nobody knows is told by its first bytes', async () => {
    expect(await said('a', Uint8Array.of(1, 2, 3, 4, 5))).toMatch(/^a: expected the magic number.*found 01 02 03 04/);
  });
});

it('a file that is not used beside one that is, is named', async () => {
  const images = { name: '/home/me/a', bytes: Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9) };
  const table = await readIdxFiles([{ name: 'C:\\data\\README.md', bytes: utf8('Read me\n') }, images, { name: 'x.csv', bytes: utf8('a,b\n1,2\n') }]);
  expect(table).toMatchObject({ name: 'a', count: 1 });
  expect(table.notes?.map(({ text }) => text)).toEqual(['README.md is not used: it is a text (“Read me”), and no IDX file.', 'x.csv is not used: it is a text table (CSV, header a,b), and no IDX file.']);
});
