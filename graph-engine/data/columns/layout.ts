/** Where the values of each column lie in a prepared row. It follows from what the document says of the columns alone. */
import type { DataRange, Places } from '../../document/port-type';
import { preparations, type PreparationKind } from '../preparations/registry';
import type { CodePreparation } from './code-preparations';
import { columnKindOf } from './registry';
import type { ColumnSettings } from './settings';

export interface Place {
  readonly settings: ColumnSettings;
  /** Of the values of the table. */
  readonly column: number;
  /** First number of the prepared row, and how many there are. */
  readonly at: number;
  readonly width: number;
  /** Where the row says whether a number was missing; null where that is not told. */
  readonly indicator: number | null;
}

export const isFeature = ({ kind }: ColumnSettings): boolean => columnKindOf(kind).role === 'feature';

/** Whether it has places in the row; a category that is embedded has a port of its own instead. */
export const isInRow = (settings: ColumnSettings): boolean => isFeature(settings) && settings.preparation !== ('embedding' satisfies CodePreparation);

/** Of the columns in the row, in the order of the file. A category has a place for each of its names and one for any other value. */
export function placesOf(columns: readonly ColumnSettings[]): readonly Place[] {
  let at = 0;
  return columns.filter(isFeature).flatMap((settings, column) => {
    if (!isInRow(settings)) return [];
    const numbers = columnKindOf(settings.kind).kept === 'numbers';
    const width = numbers ? 1 : (settings.names?.length ?? 0) + 1;
    const indicator = numbers && settings.missing === 'indicator' ? at + 1 : null;
    const place = { settings, column, at, width, indicator };
    at += width + (indicator === null ? 0 : 1);
    return [place];
  });
}
export const widthOf = (places: readonly Place[]): number => {
  const last = places.at(-1);
  return last ? last.at + last.width + (last.indicator === null ? 0 : 1) : 0;
};

/** The same for what travels on a wire. */
export const wiredPlaces = (places: readonly Place[]): Places =>
  places.map(({ settings: { name, kind, weight = 1 }, at, width, indicator }) => ({ name, kind: columnKindOf(kind).kept === 'numbers' ? 'number' : 'category', at, width: width + (indicator === null ? 0 : 1), weight }));

/** How the numbers of a column are prepared: as it says, or as its kind usually is. */
export const preparationOf = ({ settings }: Place): PreparationKind => (settings.preparation ?? columnKindOf(settings.kind).preparations[0]!) as PreparationKind;
export const isNumber = ({ settings }: Place): boolean => columnKindOf(settings.kind).kept === 'numbers';

/** Where prepared rows lie: that of their numbers, where these agree. */
export function rangeOf(places: readonly Place[]): DataRange {
  const ranges = new Set(places.map((place) => (isNumber(place) ? preparations[preparationOf(place)].range : 'binary')));
  if (ranges.size === 1) return [...ranges][0]!;
  return ranges.has('real') ? 'real' : 'standardised';
}
