/** What becomes of a document whose Dataset gets files: its parameters, and the networks led to the new shape. One step of the history. */
import { printColumns } from '@/graph-engine/data/columns/settings';
import { printReading } from '@/graph-engine/data/file-reading';
import { printVocabulary } from '@/graph-engine/data/text/of-source';
import { findDataset } from '@/graph-engine/data/sources/registry';
import { numbered } from '@/graph-engine/data/splits/deal-out';
import { normalFor } from '@/graph-engine/data/splits/normal-for';
import type { Edit } from '@/graph-engine/document/run-commands';
import type { HourglassDocument, Params } from '@/graph-engine/document/types';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import type { AskedFiles } from './open-asking';
import { withFitted, type WithFitted } from './with-fitted';

/** Labels that are normal in a published set. */
export const usualOf = (preset: string | null): readonly string[] => (preset && findDataset(preset)?.normal) || [];

/** The parameters of the Dataset. */
export function fileParams({ read, reading, said }: AskedFiles, document: HourglassDocument, node: string): Params {
  const { kind, table, columns, preset } = read;
  const numbers = table.labels ? numbered(table.labels) : [];
  const kept = splitSettingsOf(document.nodes[node]!);
  return {
    source: 'file',
    fileName: table.name,
    ...(kind !== 'table' && { shape: [...table.shape] }),
    columns: printColumns(columns),
    classes: kind === 'table' ? 0 : numbers.length,
    reading: printReading({ ...reading, ...read.chosen }),
    normal: normalFor(kept.normal, table.labels ? (table.labelNames ?? numbers) : [], usualOf(preset)),
    vocabulary: printVocabulary(table.text?.vocabulary ?? []),
    layout: 'channels-last',
    labelColumn: 0,
    unsigned: false,
    ...said?.params,
  };
}

/** A text where the document takes no such parameters. */
export function withFiles(asked: AskedFiles, document: HourglassDocument, node: string): WithFitted | string {
  const params = fileParams(asked, document, node);
  const validation = asked.said?.validation ?? null;
  const edits: Edit[] = [
    ...Object.entries(params).map(([field, value]) => ({ name: 'setParam', args: { nodes: [node], field, value } }) as const),
    ...(validation === null ? [] : [{ name: 'setTraining', args: { validationSplit: validation } } as const]),
  ];
  return withFitted(edits, document, node);
}
