/** What is told of the items that a model takes: the columns of a table, the names of classes, what is done to the numbers. */
import { isFeature, isInRow, isNumber, placesOf, preparationOf } from '../../../data/columns/layout';
import { columnKindOf } from '../../../data/columns/registry';
import { fittedName } from '../../../data/fitted-names';
import { itemPreparation } from '../../../data/item-preparation';
import { preparations } from '../../../data/preparations/registry';
import { dataSettingsOf, textOf } from '../../../nodes/data-settings';
import type { ExportOptions } from '../target';
import type { Drawing } from './parts';

/** One number of a raw row. */
interface RawColumn {
  readonly name: string;
  /** A category comes as the place of its name among `names`. */
  readonly kind: 'number' | 'category';
  readonly names?: readonly string[];
  readonly preparation: string;
  readonly missing?: string;
}

export interface Told {
  readonly preparation: { readonly kind: string; readonly title?: string; readonly fitted: string };
  /** Of a table. */
  readonly columns: readonly RawColumn[];
  readonly classes: readonly string[];
  /** Of a text: its tokens from number 3 on. */
  readonly vocabulary: readonly string[];
}

export function tell({ document, roles }: Drawing, { data }: ExportOptions): Told {
  const node = document.nodes[roles.data.node]!;
  const settings = dataSettingsOf(node);
  const places = placesOf(settings.columns);
  const columns = settings.columns.filter(isFeature).map((column, i): RawColumn => {
    const place = places.find((one) => one.column === i);
    const kind = columnKindOf(column.kind).kept === 'numbers' ? 'number' : 'category';
    return { name: column.name, kind, ...(kind === 'category' && { names: column.names ?? [] }), preparation: place && isNumber(place) ? preparationOf(place) : isInRow(column) ? 'one-hot' : 'embedding', ...(column.missing && { missing: column.missing }) };
  });
  const classes = data?.[node.id]?.labelNames ?? settings.columns.find(({ kind }) => columnKindOf(kind).role === 'label')?.names ?? [];
  const preparation = itemPreparation(settings);
  return {
    columns,
    classes,
    vocabulary: textOf(node)?.vocabulary ?? [],
    preparation: { kind: preparation.name, ...(preparation.alike && { title: preparations[settings.scaling].title }), fitted: fittedName(node.id, preparation) },
  };
}
