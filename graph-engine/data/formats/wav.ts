/**
 * Recordings in WAVE files (RIFF, RIFX, RF64): whole numbers of 8 to 32 bits and floats of 32 or 64, any rate, channels mixed into one.
 * Written here because the packages of the registry read a file whole and trust its sizes. Chunks may lie in any order; numbers that are coded, as by A-law, are refused by name.
 * Multimedia Programming Interface and Data Specifications 1.0 (1991); EBU Tech 3306 (RF64).
 */
import type { DataNote } from '../table';
import { baseName } from './base-name';
import type { ByteSource, Recording, SoundFormat, SoundHeader } from './definition';
import { AGAIN, counted, refuse } from './refuse';
import { chunksOf, isWave, type Chunk } from './wav/chunks';
import { formatOf, type WavFormat } from './wav/format';
import { mixInto } from './wav/samples';

/** Of one recording: 25 minutes at 44,100 Hz, which are 256 MB as numbers. */
export const MOST_SAMPLES = 2 ** 26;
/** Bytes that are read at once. */
const PIECE = 2 ** 20;

export interface WavHeader extends SoundHeader {
  readonly format: WavFormat;
  /** Where the samples begin. */
  readonly from: number;
}

export const wav: SoundFormat<WavHeader> = {
  gives: 'sounds',
  id: 'wav',
  title: 'WAV',
  extensions: ['wav', 'wave'],
  recognises: isWave,
  header: readHeader,
  read,
};

async function readHeader(source: ByteSource): Promise<WavHeader> {
  const { name } = source;
  const chunks = await chunksOf(source);
  const described = chunks.find(({ id }) => id === 'fmt ');
  if (!described) refuse(name, 'a WAV file that says how its samples are written (a chunk "fmt ")', `one with ${listed(chunks)}`, AGAIN);
  const data = chunks.find(({ id }) => id === 'data');
  if (!data) refuse(name, 'a WAV file with samples (a chunk "data")', `one with ${listed(chunks)}`, AGAIN);
  const format = formatOf(name, await source.slice(described.from, Math.min(described.to, described.from + 40)), described.littleEndian);
  const count = Math.floor((data.to - data.from) / format.frame);
  if (count === 0) refuse(name, 'a recording', 'no sample in it', 'Choose another file, or record it again.');
  if (count > MOST_SAMPLES) {
    const minutes = (samples: number): string => Math.round(samples / format.rate / 60).toLocaleString('en');
    refuse(name, `a recording of at most ${MOST_SAMPLES.toLocaleString('en')} samples (${minutes(MOST_SAMPLES)} minutes at ${format.rate.toLocaleString('en')} Hz)`, `${count.toLocaleString('en')} (${minutes(count)} minutes)`, 'Cut it into shorter recordings, each of which becomes an item.');
  }
  const notes: readonly DataNote[] = data.missing > 0 ? [{ text: `${baseName(name)}: its header says ${counted(data.to - data.from + data.missing)} of samples, and ${counted(data.to - data.from)} are there: it is cut off, and what is there is used.` }] : [];
  return { rate: format.rate, count, channels: format.channels, how: format.how, notes, format, from: data.from };
}
const listed = (chunks: readonly Chunk[]): string => (chunks.length === 0 ? 'nothing after its first bytes' : chunks.slice(0, 4).map(({ id }) => JSON.stringify(id)).join(', '));

async function read(source: ByteSource, header: WavHeader): Promise<Recording> {
  const { format, from, count, rate } = header;
  const samples = new Float32Array(count);
  const perPiece = Math.max(1, Math.floor(PIECE / format.frame));
  for (let done = 0; done < count; ) {
    const wanted = Math.min(perPiece, count - done);
    const bytes = await source.slice(from + done * format.frame, from + (done + wanted) * format.frame);
    if (bytes.length < wanted * format.frame) refuse(source.name, `${count.toLocaleString('en')} samples as before`, 'fewer', 'The file has changed: choose it again.');
    mixInto(samples.subarray(done, done + wanted), bytes, format);
    done += wanted;
  }
  const odd = samples.findIndex((sample) => !Number.isFinite(sample));
  if (odd >= 0) refuse(source.name, 'samples that are numbers', `${String(samples[odd])} at sample ${odd.toLocaleString('en')}`, 'Save it again as WAV of 16 or 24 bits.');
  return { rate, samples };
}
