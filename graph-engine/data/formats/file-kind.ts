/** What a file is that is no IDX file, by its content and its name, and what to do with it. */
import { isGzip } from './gunzip';
import { textKind } from './text-kind';

export interface FileKind {
  /** `a PNG picture` */
  readonly found: string;
  readonly cure: string;
}

/** What is read here, and was looked for among IDX files. */
const own = 'Take it as an own file, which may be of any kind.';
const convert = 'Save it as CSV, Parquet or NPY.';
const pictures = 'Save it as PNG or JPEG.';
const sounds = 'Save it as WAV of 16 or 24 bits.';
const again = 'It may be damaged: download or copy it again.';
const unpack = 'Unpack it, and choose what is in it.';

/** Bytes at the beginning (or at an offset), as characters of Latin-1. */
const signatures: readonly (readonly [RegExp, string, string])[] = [
  [/^\x89PNG/, 'a PNG picture', own],
  [/^\xff\xd8\xff/, 'a JPEG picture', own],
  [/^RIFF[^]{4}WEBP/, 'a WebP picture', own],
  [/^GIF8/, 'a GIF picture', own],
  [/^(RIFF|RIFX|RF64|BW64)[^]{4}WAVE/, 'a WAV recording', own],
  [/^fLaC/, 'a FLAC recording', sounds],
  [/^OggS/, 'an Ogg recording', sounds],
  [/^(ID3\p{Cc}|\xff[\xf2\xf3\xfa\xfb])/u, 'an MP3 recording', sounds],
  [/^FORM[^]{4}AIF[FC]/, 'an AIFF recording', sounds],
  [/^BM[^]{4}\0\0\0\0/, 'a BMP picture', pictures],
  [/^(II\*\0|MM\0\*)/, 'a TIFF picture', pictures],
  [/^[^]{4}ftyp(avif|avis|heic|heix|mif1)/, 'an AVIF or HEIC picture', pictures],
  [/^[^]{4}ftyp/, 'a film (MP4)', pictures],
  [/^P[1-6]\s+(#[^\n]*\s+)*\d+\s/, 'a PGM or PPM picture', own],
  [/^\x93NUMPY/, 'a NumPy array (.npy)', own],
  [/^MATLAB 5\.0 MAT-file/, 'a MATLAB file (.mat)', own],
  [/^(\x89HDF\r\n|MATLAB 7\.3)/, 'an HDF5 file (.h5, or a .mat of MATLAB 7.3)', convert],
  [/^PAR1/, 'a Parquet table', own],
  [/^(ARROW1|FEA1)/, 'an Arrow table', convert],
  [/^PK\p{Cc}{2}/u, 'a zip archive, perhaps .npz', own],
  [/^[^]{257}ustar/, 'a tar archive', unpack],
  [/^7z\xbc\xaf/, 'a 7z archive', unpack],
  [/^Rar!/, 'a RAR archive', unpack],
  [/^\xfd7zXZ/, 'an xz file', 'Unpack it, or pack it with gzip.'],
  [/^BZh[1-9]/, 'a bzip2 file', 'Unpack it, or pack it with gzip.'],
  [/^\x28\xb5\x2f\xfd/, 'a Zstandard file', 'Unpack it, or pack it with gzip.'],
  [/^\x80\p{Cc}[}\]()cX\x8a-\x95]/u, 'a pickle of Python', convert],
  [/^SQLite format 3/, 'an SQLite database', convert],
  [/^%PDF/, 'a PDF document', pictures],
];
/** For content that shows nothing. */
const names: readonly (readonly [RegExp, string, string])[] = [
  [/\.(npy|npz)$/i, 'what is called a NumPy array', again],
  [/\.(h5|hdf5)$/i, 'what is called an HDF5 file', again],
  [/\.mat$/i, 'what is called a MATLAB file', again],
  [/\.parquet$/i, 'what is called a Parquet table', again],
  [/\.(png|jpe?g|webp|gif|bmp|tiff?|pgm|ppm)$/i, 'what is called a picture', again],
  [/\.(csv|tsv|txt)$/i, 'what is called a text', again],
  [/\.(bin|raw|dat)$/i, 'bytes with no header', convert],
];

/** Null where nothing is recognised. `start` is the beginning of the file, or all of it. */
export function fileKind(start: Uint8Array, name: string): FileKind | null {
  if (isGzip(start)) return { found: 'another gzip file inside (gzip inside gzip)', cure: 'Unpack it once.' };
  const text = String.fromCharCode(...start.subarray(0, 512));
  const known = signatures.find(([pattern]) => pattern.test(text));
  if (known) return { found: known[1], cure: known[2] };
  const written = textKind(start);
  if (written) return { found: written, cure: /^(a text table|JSON)/.test(written) ? own : textCure(written) };
  const named = names.find(([pattern]) => pattern.test(name.replace(/\.gz$/i, '')));
  return named ? { found: named[1], cure: named[2] } : null;
}

const textCure = (written: string): string =>
  written.includes('web page')
    ? 'The download may have failed: get the file again.'
    : written.includes('Git LFS')
      ? 'Fetch the file itself with `git lfs pull`.'
      : written.includes('Hourglass')
        ? 'Open it as a document.'
        : convert;
