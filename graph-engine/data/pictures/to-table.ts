/** A table of pictures: files in the order of their names, classes by folder, one size for all. */
import { DataError } from '../data-error';
import { baseName } from '../formats/base-name';
import type { ByteSource, Picture } from '../formats/definition';
import type { PictureSize } from '../formats/picture-limits';
import { errorNotes, listed, otherFilesNote } from '../left-out-notes';
import type { DataNote, MemoryTable } from '../table';
import { byName } from './by-name';
import { fitTo } from './crop';
import { findPictures, type FoundPicture } from './find-pictures';
import { commonFolder, folderClasses } from './folder-labels';
import { toColour, toGrey } from './grey';
import { ItemStore, MOST_ITEMS } from './item-store';
import { itemSize } from './item-size';
import { optionsFault, type PictureOptions } from './options';
import { patchesOf } from './patches';
import { classesNote, leftoverNotes, mixedNote, sizeNote, smallNote } from './picture-notes';
import { rowsOf, tilesIn, tilesOf } from './sheet';
import { sheetNotes } from './sheet-guess';

/**
 * Items of shape [height, width, channels], from 0 to 1: bytes with a scale of 1/255, or floats where a picture has 16 bits. Pictures are made one after
 * another, and each is let go when it is in the table; which file an item is of is known beside it, so that tiles, frames and pieces of one file can be kept
 * together when items are split. Files that are no pictures, and pictures that are broken beside others, are left out and told.
 * `onProgress` counts each file twice: when its size is looked up and when it is read.
 * @throws DataError where there is no picture, or more than 1 GB of them; the signal's reason when cancelled
 */
export async function picturesTable(files: readonly ByteSource[], options: PictureOptions = {}, signal?: AbortSignal, onProgress?: (done: number, total: number) => void): Promise<MemoryTable> {
  const fault = optionsFault(options);
  if (fault) throw new DataError(fault);
  if (files.length === 0) throw new DataError('Expected pictures, and found no file at all. Choose PNG, JPEG, WebP, GIF, PGM or PPM files, a folder of them, or a zip archive.');
  if (files.length > MOST_ITEMS) throw new DataError(`Expected at most ${MOST_ITEMS.toLocaleString('en')} pictures, and found ${files.length.toLocaleString('en')} files. Take fewer of them.`);
  let done = 0;
  const step = (): void => {
    signal?.throwIfAborted();
    onProgress?.(done++, 2 * files.length);
  };
  const { found: pictures, others, errors } = await findPictures(files.toSorted((a, b) => byName(a.name, b.name)), step);
  if (pictures.length === 0) {
    if (errors.length > 0) throw errors[0]!;
    throw new DataError(`Expected pictures, and found none: ${listed(others.map(({ name, kind }) => `${name} is ${kind}`))}. Choose PNG, JPEG, WebP, GIF, PGM or PPM files.`);
  }

  const sizes = pictures.map(({ size }) => size);
  const { fitted, item, chosen } = itemSize(sizes, options);
  const classes = folderClasses(pictures.map(({ source }) => source.name));
  const store = new ItemStore(item.width, item.height, expectedItems(pictures, options));
  const { names, small, failed } = await readAll(pictures, options, fitted, store, classes?.labels ?? null, step);
  if (store.count === 0) throw failed[0] ?? new DataError(`${listed(small)}: expected pictures of at least ${item.width} × ${item.height} pixels to take pieces of, and found smaller ones. Choose smaller pieces.`);
  onProgress?.(2 * files.length, 2 * files.length);

  const { values, labels } = store.finish();
  const single = pictures.length === 1 ? pictures[0]! : null;
  const notes: readonly DataNote[] = [
    ...(classes ? [classesNote(classes)] : []),
    ...(chosen ? [sizeNote(sizes, item, options.fit ?? 'crop')] : []),
    ...mixedNote(store),
    ...(options.tile ? leftoverNotes(pictures, options.tile) : []),
    ...(single && store.count === 1 && !options.tile && !options.rows && !options.patches ? sheetNotes(single.source.name, single.size) : []),
    ...smallNote(small, item.width),
    ...errorNotes([...errors, ...failed], 'picture'),
    ...otherFilesNote(others, 'picture'),
  ];
  const isBytes = values instanceof Uint8Array;
  return {
    name: single ? baseName(single.source.name) : (commonFolder(pictures.map(({ source }) => source.name)) ?? `${pictures.length.toLocaleString('en')} pictures`),
    shape: [item.height, item.width, store.channels],
    range: values.every((value: number) => value === 0 || value === (isBytes ? 255 : 1)) ? 'binary' : 'unit',
    count: store.count,
    values,
    scale: isBytes ? 1 / 255 : 1,
    ...(isBytes ? { integers: { bits: 8, signed: false } as const } : {}),
    labels: classes ? labels : null,
    labelNames: classes?.names ?? null,
    factors: null,
    beside: [{ name: 'file', kind: 'text', values: names }],
    notes,
  };
}

function expectedItems(pictures: readonly FoundPicture[], { tile, rows, patches }: PictureOptions): number {
  let items = 0;
  for (const { source, size } of pictures) {
    if (rows) items += size.height;
    else if (tile) {
      const { across, down } = tilesOf(source.name, size, tile);
      items += across * down;
    } else items++;
  }
  return items * (patches?.perPicture ?? 1);
}

interface Outcome {
  /** Of the file of each item. */
  readonly names: readonly string[];
  /** Names of pictures that no piece fits into. */
  readonly small: readonly string[];
  readonly failed: readonly DataError[];
}

async function readAll(pictures: readonly FoundPicture[], options: PictureOptions, fitted: PictureSize | null, store: ItemStore, labels: ArrayLike<number> | null, step: () => void): Promise<Outcome> {
  const { patches, fit = 'crop' } = options;
  const names: string[] = [];
  const small: string[] = [];
  const failed: DataError[] = [];
  let number = 0;
  for (const [i, { source, format }] of pictures.entries()) {
    step();
    let parts: readonly Picture[];
    try {
      parts = await format.read({ name: source.name, bytes: await source.slice(0, source.size) });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      failed.push(error);
      continue;
    }
    for (const part of parts) {
      for (const piece of piecesOf(source.name, inColour(part, options.colour), options)) {
        const picture = fitted ? fitTo(piece, fitted.width, fitted.height, fit) : piece;
        if (patches) for (const patch of patchesOf(picture, number, patches)) store.add(patch, labels?.[i] ?? 0);
        else store.add(picture, labels?.[i] ?? 0);
        number++;
      }
    }
    if (store.count === names.length) small.push(source.name);
    while (names.length < store.count) names.push(source.name);
  }
  return { names, small, failed };
}

const inColour = (picture: Picture, colour: PictureOptions['colour']): Picture => (colour === 'grey' ? toGrey(picture) : colour === 'colour' ? toColour(picture) : picture);

function piecesOf(name: string, picture: Picture, { tile, rows }: PictureOptions): Iterable<Picture> {
  if (rows) return rowsOf(name, picture, rows);
  return tile ? tilesIn(name, picture, tile) : [picture];
}
