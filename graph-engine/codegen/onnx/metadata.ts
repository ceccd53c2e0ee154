/** What a file says of itself beside the graph: texts by name, those that are no plain text as JSON. */
import { isFeature, isInRow, isNumber, placesOf, preparationOf } from '../../data/columns/layout';
import { columnKindOf } from '../../data/columns/registry';
import { fittedName } from '../../data/fitted-names';
import { itemPreparation } from '../../data/item-preparation';
import { preparations } from '../../data/preparations/registry';
import { dataSettingsOf } from '../../nodes/data-settings';
import type { ExportOptions } from '../program/target';
import { OPSET } from './model-proto';
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
  readonly metadata: Readonly<Record<string, string>>;
  /** Of a table. */
  readonly columns: readonly RawColumn[];
  readonly classes: readonly string[];
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
  const prepared = { kind: preparation.name, ...(preparation.alike && { title: preparations[settings.scaling].title }), fitted: fittedName(node.id, preparation), inGraph: true };
  return {
    columns,
    classes,
    metadata: {
      document: document.name,
      opset: String(OPSET),
      preparation: JSON.stringify(prepared),
      ...(columns.length > 0 && { columns: JSON.stringify(columns) }),
      ...(classes.length > 0 && { classes: JSON.stringify(classes) }),
    },
  };
}
