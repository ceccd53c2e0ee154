/** What the Datasets of a project ask of its `reading.py`: what nobody asks for is not written. */
import { itemPreparation } from '../../../data/item-preparation';
import { namesIn } from '../../../data/splits/deal-out';
import { dataSettingsOf, readOptionsOf, splitSettingsOf, textOptionsOf } from '../../../nodes/data-settings';
import type { Modules, Part } from '../../program/modules';
import { isTable, isText, splitOf, tellsSome, usesLabels } from '../data';

export interface Reads {
  /** Some Dataset is of IDX or NumPy files, some of CSV files. */
  readonly arrays: boolean;
  readonly tables: boolean;
  /** Some are of texts, of which some are cut into windows. */
  readonly texts: boolean;
  readonly windows: boolean;
  /** Arrays whose sides lie in another order, whose signed integers are unsigned, or that are scaled by what their type can hold. */
  readonly layouts: boolean;
  readonly unsigned: boolean;
  readonly byType: boolean;
  /** Arrays that are scaled by their least and greatest numbers. */
  readonly ends: boolean;
  /** Labels, of a file or a column; of arrays alone. */
  readonly labels: boolean;
  readonly arrayLabels: boolean;
  /** Labels that are told of some items alone. */
  readonly told: boolean;
  /** Some labels are normal, and those alone are trained on. */
  readonly normal: boolean;
  /** Items are dealt out in another way than shuffled. */
  readonly splits: boolean;
  /** Columns of tables that come to ports of their own. */
  readonly apart: boolean;
}

export function readsOf(modules: Modules): Reads {
  const parts = modules.parts.filter(({ isDataset }) => isDataset);
  const tables = parts.filter(isTable);
  const arrays = parts.filter((part) => !isTable(part) && !isText(part));
  const texts = parts.filter(isText);
  const settings = arrays.map(({ node }) => dataSettingsOf(node));
  const shapeOf = (part: Part): readonly number[] => (part.outputs.find(({ port }) => port === 'data')?.type as { readonly shape: readonly number[] } | undefined)?.shape ?? [];
  const arrayLabels = arrays.some(usesLabels);
  return {
    arrays: arrays.length > 0,
    tables: tables.length > 0,
    texts: texts.length > 0,
    windows: texts.some(({ node }) => textOptionsOf(node)!.items === 'windows'),
    layouts: arrays.some(({ node }) => readOptionsOf(node).layout !== 'channels-last'),
    unsigned: settings.some(({ unsigned }) => unsigned),
    byType: settings.some(({ limits }) => limits === 'type'),
    ends: arrays.some((part, i) => 'low' in itemPreparation(settings[i]!).fits(shapeOf(part))),
    arrayLabels,
    labels: arrayLabels || tables.some(usesLabels),
    told: parts.some(tellsSome),
    normal: [...arrays, ...tables].some(({ node }) => namesIn(splitSettingsOf(node).normal).length > 0),
    splits: parts.some((part) => splitOf(part) !== 'shuffled'),
    apart: tables.some((part) => part.outputs.some(({ port }) => port !== 'data' && port !== 'mask' && port !== 'label')),
  };
}
/** A text where it is asked for. */
export const when = (asked: boolean, text: string): string => (asked ? text : '');
