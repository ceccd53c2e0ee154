/** What is told of pictures that became a table: what was left out, and what was chosen for the user. */
import type { PictureSize } from '../formats/picture-limits';
import { listed } from '../left-out-notes';
import type { DataNote } from '../table';
import type { FoundPicture } from './find-pictures';
import type { FolderClasses } from './folder-labels';
import type { ItemStore } from './item-store';
import type { PictureOptions } from './options';
import { tilesOf } from './sheet';

const SHOWN = 3;
const count = (number: number): string => number.toLocaleString('en');

export function sizeNote(sizes: readonly PictureSize[], { width, height }: PictureSize, fit: NonNullable<PictureOptions['fit']>): DataNote {
  const [widths, heights] = [sizes.map((size) => size.width), sizes.map((size) => size.height)];
  const span = (values: readonly number[]): string => {
    const least = values.reduce((low, value) => Math.min(low, value));
    const most = values.reduce((high, value) => Math.max(high, value));
    return least === most ? `${least}` : `${least} to ${most}`;
  };
  const how = { crop: 'what stands over at the sides is cut', stretch: 'they are pulled to it', pad: 'black is put around' }[fit];
  return { text: `The pictures are of several sizes (${span(widths)} pixels wide, ${span(heights)} high). All are brought to their median size, ${width} × ${height}; ${how}. Choose another size where this is not meant.` };
}

export const mixedNote = ({ greys, colours }: ItemStore): readonly DataNote[] =>
  greys > 0 && colours > 0 ? [{ text: `${count(greys)} of ${count(greys + colours)} pictures are grey and the others in colour: all are taken in colour. They can be taken in grey.` }] : [];

export function classesNote({ names }: FolderClasses): DataNote {
  return { text: `${count(names.length)} classes, by the names of the folders: ${listed(names)}.` };
}

/** Of sheets from which tiles do not take all. */
export function leftoverNotes(pictures: readonly FoundPicture[], tile: NonNullable<PictureOptions['tile']>): readonly DataNote[] {
  const notes = pictures.flatMap(({ source, size }): DataNote[] => {
    if (size.width < tile.width || size.height < tile.height) return [];
    const { right, below } = tilesOf(source.name, size, tile);
    if (right === 0 && below === 0) return [];
    const parts = [...(right > 0 ? [`${right} pixels at the right`] : []), ...(below > 0 ? [`${below} at the bottom`] : [])];
    return [{ text: `${source.name}: ${size.width} × ${size.height} pixels, cut into tiles of ${tile.width} × ${tile.height}, leave over ${parts.join(' and ')}. Choose another tile where this is not meant.` }];
  });
  return notes.length > SHOWN ? [...notes.slice(0, SHOWN), { text: `${count(notes.length - SHOWN)} more sheets leave pixels over.` }] : notes;
}

export const smallNote = (names: readonly string[], size: number): readonly DataNote[] =>
  names.length > 0 ? [{ text: `${names.length === 1 ? 'One picture is' : `${count(names.length)} pictures are`} smaller than a piece of ${size} × ${size}, and left out: ${listed(names)}.` }] : [];
