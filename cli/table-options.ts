/** What the command line says of a table and of how its rows are dealt out: `--columns`, `--label`, `--preset`, `--normal`, `--split`. */
import { placeColumns } from '@/graph-engine/data/tables/place-columns';
import { applySpec, withLabel } from '@/graph-engine/data/columns/spec';
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import type { Scan } from '@/graph-engine/data/tables/scan';
import type { SplitDefinition } from '@/graph-engine/data/splits/definition';
import { splitKinds, splits, type SplitKind } from '@/graph-engine/data/splits/registry';
import { datasetList } from '@/graph-engine/data/sources/registry';
import type { Params } from '@/graph-engine/document/types';
import { Failure } from './failure';

export interface TableChoices {
  readonly reading?: string;
  readonly preset?: string;
  readonly columns?: string;
  readonly label?: string;
  readonly normal?: string;
  readonly split?: string;
}

/** Sets of tables that there are. */
export const presets = datasetList.filter(({ columns, origin }) => columns && origin === 'download');

export function presetCalled(id: string): (typeof presets)[number] {
  const found = presets.find((preset) => preset.id === id);
  if (!found) throw new Failure(`--preset takes one of ${presets.map((preset) => preset.id).join(', ')}, and got "${id}".`, 2);
  return found;
}

/** Columns as they are said to be. @throws DataError, Failure */
export function chosenColumns({ preset, columns: spec, label }: TableChoices): (columns: readonly ColumnSettings[], scan: Scan) => readonly ColumnSettings[] {
  return (guessed, scan) => {
    let columns = preset === undefined ? guessed : presetColumns(preset, guessed, scan);
    if (spec !== undefined) columns = applySpec(columns, spec, scan);
    return label === undefined ? columns : withLabel(columns, label, scan);
  };
}
function presetColumns(id: string, guessed: readonly ColumnSettings[], scan: Scan): readonly ColumnSettings[] {
  const known = presetCalled(id).columns!;
  const { places } = placeColumns({ names: scan.hasHeader ? scan.names : null, columns: scan.names.length }, known, `--preset ${id}`);
  const byPlace = new Map([...places].map(([settings, place]) => [place, settings]));
  return guessed.map((column, place) => byPlace.get(place) ?? { name: column.name, kind: column.kind === 'identifier' ? 'identifier' : 'ignored' });
}

/** `--split stratified`, `group=patient,test=0.3`, `time=date,validation=0.1,test=0.2`. */
export interface SplitChoice {
  readonly params: Params;
  readonly validation: number | null;
}
const usage = `--split takes one of ${splitKinds.join(', ')}, with a column where it goes by one, and shares, such as stratified,test=0.5 or group=patient,validation=0.1,test=0.2`;
export function splitChoice(text: string): SplitChoice {
  const params: Record<string, string | number> = {};
  let validation: number | null = null;
  for (const part of text.split(',').map((one) => one.trim()).filter((one) => one !== '')) {
    const [name, value] = part.split('=') as [string, string | undefined];
    if ((splitKinds as readonly string[]).includes(name)) {
      const { by, usual }: SplitDefinition = splits[name as SplitKind];
      const isNamed = value !== undefined && value !== '';
      if (by === 'column' ? !isNamed && !usual : isNamed) throw new Failure(`${usage}: ${name} ${by === 'column' ? 'needs a column' : 'goes by no column'}, and got "${part}".`, 2);
      params['split'] = name;
      params['splitBy'] = value ?? '';
      continue;
    }
    const share = Number(value);
    if (!['test', 'validation'].includes(name) || value === undefined || !(share >= 0 && share <= 0.9)) throw new Failure(`${usage}, and got "${part}".`, 2);
    if (name === 'test') params['test'] = share;
    else validation = share;
  }
  return { params, validation };
}
