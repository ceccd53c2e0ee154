/** Size, colour and sheets of pictures: what is said of them is part of the document. */
import { rowSide, tileSides } from '@/graph-engine/data/pictures/sheet-guess';
import type { PictureOptions as Options } from '@/graph-engine/data/pictures/options';
import styles from './wizard.module.css';

const SIZES = [16, 28, 32, 48, 64, 96, 128] as const;
/** Tiles that any sheet may have, where its size is not known. */
const TILES = [8, 16, 20, 24, 28, 32, 48, 64] as const;

export interface PictureOptionsProps {
  readonly options: Options;
  readonly disabled: boolean;
  /** Pixels of the one picture that there is; null where there are several. */
  readonly single: { readonly width: number; readonly height: number } | null;
  onChange(options: Options): void;
}

/** `{...options}` without what is left to the reader. */
const without = (options: Options, ...keys: readonly (keyof Options)[]): Options => Object.fromEntries(Object.entries(options).filter(([key]) => !(keys as readonly string[]).includes(key)));

export function PictureOptions({ options, disabled, single, onChange }: PictureOptionsProps) {
  const { width, tile, rows, colour = 'as-they-are', fit = 'crop' } = options;
  const sides = single ? [...new Set([...tileSides(single), ...(tile ? [tile.width] : [])])] : TILES;
  const size = (text: string): void => onChange({ ...without(options, 'width', 'height'), ...(text !== '' && { width: Number(text), height: Number(text) }) });
  const sheet = (text: string): void => {
    const [how, side] = text.split(' ');
    const sides = { width: Number(side), height: Number(side) };
    onChange({ ...without(options, 'tile', 'rows', 'width', 'height'), ...(how === 'tile' && { tile: sides }), ...(how === 'rows' && { rows: sides }) });
  };
  const row = rows?.width ?? (single && rowSide(single));
  return (
    <fieldset className={styles.fields} disabled={disabled}>
      <label className={styles.field}>
        <span>Each file is</span>
        <select aria-label="Each file is" value={rows ? `rows ${rows.width}` : tile ? `tile ${tile.width}` : ''} onChange={(event) => sheet(event.target.value)}>
          <option value="">one picture</option>
          {sides.map((side) => (
            <option key={side} value={`tile ${side}`}>
              a sheet of {side} × {side}
            </option>
          ))}
          {row && <option value={`rows ${row}`}>a picture of {row} × {row} in each row</option>}
        </select>
      </label>
      <label className={styles.field}>
        <span>Size</span>
        <select aria-label="Size of a picture" value={width ?? ''} onChange={(event) => size(event.target.value)}>
          <option value="">as it is</option>
          {[...new Set([...SIZES, ...(width ? [width] : [])])].sort((a, b) => a - b).map((side) => (
            <option key={side} value={side}>
              {side} × {side}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        <span>Where the shape is another</span>
        <select aria-label="Where the shape is another" value={fit} onChange={(event) => onChange({ ...options, fit: event.target.value as NonNullable<Options['fit']> })}>
          <option value="crop">cut the edges</option>
          <option value="pad">add black</option>
          <option value="stretch">stretch</option>
        </select>
      </label>
      <label className={styles.field}>
        <span>Colour</span>
        <select aria-label="Colour" value={colour} onChange={(event) => onChange({ ...options, colour: event.target.value as NonNullable<Options['colour']> })}>
          <option value="as-they-are">as it is</option>
          <option value="grey">grey</option>
          <option value="colour">colour</option>
        </select>
      </label>
    </fieldset>
  );
}
