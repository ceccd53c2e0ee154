/** A table of recordings: files in the order of their names, log-mel frames of one length, labels by folder or by what the names say. */
import { DataError } from '../data-error';
import { baseName } from '../formats/base-name';
import type { ByteSource } from '../formats/definition';
import { byName } from '../pictures/by-name';
import { commonFolder, folderClasses } from '../pictures/folder-labels';
import { errorNotes, listed, otherFilesNote } from '../left-out-notes';
import { classesNote } from '../pictures/picture-notes';
import type { DataNote, MemoryTable, SideColumn } from '../table';
import { findSounds, type FoundSound } from './find-sounds';
import { FrameStore } from './frame-store';
import { itemFrames, piecesOf, type ItemFrames } from './item-frames';
import { framesFor, inSamples, LogMel, usualLogMel, type LogMelSettings } from './log-mel';
import { columnsOfNames, type NameColumns } from './name-columns';
import { guessPattern, parsePattern, type NamePattern } from './name-pattern';
import { soundFault, type SoundOptions } from './options';
import { resample } from './resample';
import { channelsNote, cutNotes, framesNote, namesNote, rateNote, silentNote } from './sound-notes';
import { WaveStore } from './wave-store';

const MOST_FILES = 1_000_000;

export interface SoundsTable {
  readonly table: MemoryTable;
  /** All that was chosen, so that other recordings become items of the same kind. */
  readonly options: SoundOptions;
}

/**
 * Items of shape [bands, frames, 1], high bands first, from 0 to 1: the levels of `LogMel` in 255 steps. Recordings are read one after another, and each is let
 * go when it is in the table. Files that are no recordings, and recordings that are broken beside others, are left out and told.
 * `onProgress` counts each file twice: when its length is looked up and when it is read.
 * @throws DataError where there is no recording, or too many; the signal's reason when cancelled
 */
export async function soundsTable(files: readonly ByteSource[], options: SoundOptions = {}, signal?: AbortSignal, onProgress?: (done: number, total: number) => void): Promise<SoundsTable> {
  const fault = soundFault(options);
  if (fault) throw new DataError(fault);
  if (files.length > MOST_FILES) throw new DataError(`Expected at most ${MOST_FILES.toLocaleString('en')} recordings, and found ${files.length.toLocaleString('en')} files. Take fewer of them.`);
  let done = 0;
  const step = (): void => {
    signal?.throwIfAborted();
    onProgress?.(done++, 2 * files.length);
  };
  const { found: sounds, others, errors } = await findSounds(files.toSorted((a, b) => byName(a.name, b.name)), step);
  if (sounds.length === 0) {
    if (errors.length > 0) throw errors[0]!;
    throw new DataError(`Expected recordings, and found none: ${listed(others.map(({ name, kind }) => `${name} is ${kind}`))}. Choose WAV files.`);
  }
  const settings = settingsFor(sounds, options);
  const lengths = sounds.map(({ header }) => framesFor(settings, Math.ceil((header.count * settings.rate) / header.rate)));
  const how = itemFrames(lengths, options);
  const read = await readAll(sounds, settings, how, lengths, step);
  if (read.names.length === 0) throw read.failed[0]!;
  onProgress?.(2 * files.length, 2 * files.length);

  const names = namesOf(read.names, options);
  const notes: readonly DataNote[] = [
    ...names.notes,
    framesNote(settings, how, lengths),
    ...rateNote(sounds.map(({ header }) => header.rate), settings.rate),
    ...channelsNote(sounds.map(({ header }) => header.channels)),
    ...silentNote(read.silent),
    ...cutNotes(sounds.flatMap(({ header }) => header.notes)),
    ...errorNotes([...errors, ...read.failed], 'recording'),
    ...otherFilesNote(others, 'recording'),
  ];
  const { values, lengths: framesOfItems } = read.store.finish();
  const single = sounds.length === 1 ? sounds[0]! : null;
  const table: MemoryTable = {
    name: single ? baseName(single.source.name) : (commonFolder(sounds.map(({ source }) => source.name)) ?? `${sounds.length.toLocaleString('en')} recordings`),
    shape: [settings.bands, how.frames, 1],
    range: 'unit',
    count: read.names.length,
    values,
    scale: 1 / 255,
    integers: { bits: 8, signed: false },
    labels: names.label?.labels ?? null,
    labelNames: names.label?.names ?? null,
    ...(names.label && { labelColumn: names.label.name }),
    factors: null,
    beside: [{ name: 'file', kind: 'text', values: read.names }, ...names.beside],
    lengths: framesOfItems,
    sound: { settings, wave: read.waves.finish() },
    notes,
  };
  return { table, options: { ...settings, frames: how.frames, longer: how.longer, ...(names.pattern !== null && { pattern: names.pattern }), ...(names.label && names.pattern !== null && { label: names.label.name }) } };
}

/** The usual ones, at the rate that the recordings have, where they all have one and it is not more. */
function settingsFor(sounds: readonly FoundSound[], { rate, window, hop, bands, depth }: SoundOptions): LogMelSettings {
  const highest = sounds.reduce((most, { header }) => Math.max(most, header.rate), 0);
  return { rate: rate ?? Math.min(usualLogMel.rate, Math.max(1000, highest)), window: window ?? usualLogMel.window, hop: hop ?? usualLogMel.hop, bands: bands ?? usualLogMel.bands, depth: depth ?? usualLogMel.depth };
}

interface Read {
  readonly store: FrameStore;
  readonly waves: WaveStore;
  /** Of the file of each item. */
  readonly names: readonly string[];
  readonly silent: readonly string[];
  readonly failed: readonly DataError[];
}
async function readAll(sounds: readonly FoundSound[], settings: LogMelSettings, how: ItemFrames, lengths: readonly number[], step: () => void): Promise<Read> {
  const logMel = new LogMel(settings);
  const store = new FrameStore(how.frames, settings.bands, lengths.reduce((sum, length) => sum + piecesOf(length, how), 0));
  const waves = new WaveStore(sounds.reduce((sum, { header }) => sum + Math.ceil((header.count * settings.rate) / header.rate), 0));
  const [names, silent, failed]: [string[], string[], DataError[]] = [[], [], []];
  const perPiece = how.frames * inSamples(settings).hop;
  for (const [i, { source, format, header }] of sounds.entries()) {
    step();
    try {
      const samples = resample(await format.read(source, header), settings.rate);
      const pieces = piecesOf(lengths[i]!, how);
      const frames = logMel.of(samples, how.longer === 'cut' ? how.frames : Infinity);
      if (frames.every((value) => value === 0)) silent.push(source.name);
      for (let piece = 0; piece < pieces; piece++) {
        store.add(frames, piece * how.frames);
        names.push(source.name);
      }
      waves.add(samples, pieces, perPiece);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      failed.push(error);
    }
  }
  return { store, waves, names, silent, failed };
}

interface Named {
  readonly label: NameColumns['label'];
  readonly beside: readonly SideColumn[];
  readonly notes: readonly DataNote[];
  readonly pattern: string | null;
}
/** Folders name classes where they differ; else names do, by a pattern that is given or guessed. */
function namesOf(files: readonly string[], options: SoundOptions): Named {
  const folders = options.pattern === undefined ? folderClasses(files) : null;
  if (folders) return { label: { name: 'folder', names: folders.names, labels: folders.labels }, beside: [], notes: [classesNote(folders)], pattern: null };
  const text = options.pattern ?? guessPattern(files);
  if (text === null) return { label: null, beside: [], notes: [], pattern: null };
  const pattern = parsePattern(text) as NamePattern;
  const label = options.label ?? pattern.fields.find((name) => name === 'label') ?? pattern.fields[0]!;
  const columns = columnsOfNames(files, pattern, label);
  return { ...columns, notes: [namesNote(text, columns, options.pattern === undefined)], pattern: text };
}
