/** Which set of the catalogue a table is: by its columns, whatever its file is called. */
import type { ColumnSettings } from '../columns/settings';
import type { Cell } from '../formats/definition';
import type { DatasetDefinition } from './definition';
import { fit } from './fit-columns';
import { datasetList } from './registry';

export interface Recognised {
  readonly definition: DatasetDefinition;
  /** One for each column of the file, in its order; named as its header does, or, where it has none, as the set does. */
  readonly columns: readonly ColumnSettings[];
}

/** What is generated here is no file. */
const candidates = datasetList.filter(({ columns, origin }) => columns && origin === 'download');

/** `names`: of the header, null where there is none; `sample`: the first rows, `sample[column][row]`. Null where no set fits. */
export function recognise(names: readonly string[] | null, sample: readonly (readonly Cell[])[]): Recognised | null {
  for (const definition of candidates) {
    const columns = fit(definition.columns!, names, sample);
    if (columns) return { definition, columns };
  }
  return null;
}
