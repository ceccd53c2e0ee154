/** Which data a Dataset node asks for; equal keys share one table. */
import { activeDocument } from '@/graph-engine/analysis/active';
import { columnsOf } from '@/graph-engine/data/columns/of-source';
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import { parseVocabulary } from '@/graph-engine/data/text/of-source';
import type { FileReading } from '@/graph-engine/data/file-reading';
import { readParams } from '@/graph-engine/document/fields';
import type { GraphNode, HourglassDocument } from '@/graph-engine/document/types';
import { readOptionsOf } from '@/graph-engine/nodes/data-settings';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { findDataset } from '@/graph-engine/data/sources/registry';
import type { DatasetDefinition } from '@/graph-engine/data/sources/definition';
import type { ReadOptions } from '@/graph-engine/data/formats/definition';

export interface DataSource {
  readonly key: string;
  readonly definition: DatasetDefinition;
  /** 0 is all there are. */
  readonly count: number;
  /** Of generated sets: that of the training, as on the command line. */
  readonly seed: number;
  /** Of the user's file; empty for other sources, or when none was given. */
  readonly fileName: string;
  /** Of the user's file. */
  readonly reading: FileReading & ReadOptions;
  /** Of a table, as the document says. */
  readonly columns: readonly ColumnSettings[];
  /** Of a text, as the document says. */
  readonly vocabulary: readonly string[];
  readonly documentId: string;
  readonly node: string;
}
const numbers = new Map<string, number>();
/** Equal texts are one number. */
function numberOf(text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}
/** Columns that are read alike are one text: how they are prepared and weighed changes nothing of what is read. */
const read = new WeakMap<readonly ColumnSettings[], number>();
function readAlike(columns: readonly ColumnSettings[]): number {
  let number = read.get(columns);
  if (number === undefined) {
    const text = JSON.stringify(columns.map(({ name, kind, names }) => [name, kind, names]));
    number = numberOf(text);
    read.set(columns, number);
  }
  return number;
}

export const feedsData = (node: GraphNode): boolean => nodeOf(node.kind)?.traits.feedsData ?? false;

/** Null for a node that holds no data, or of a source that this version does not know. */
export function sourceOf(document: HourglassDocument, nodeId: string): DataSource | null {
  const node = document.nodes[nodeId];
  const kind = node && nodeOf(node.kind);
  if (!node || !kind?.traits.feedsData) return null;
  const { source, count, fileName, columns: text, reading: how, vocabulary } = readParams(kind.fields, node.params) as { source: string; count: number; fileName: string; columns: string; reading: string; vocabulary: string };
  const definition = findDataset(source);
  if (!definition) return null;
  const isFile = definition.origin === 'file';
  const { seed } = document.training;
  const reading = readOptionsOf(node);
  const columns = columnsOf(source, text);
  const own = isFile ? ` ${document.id}/${nodeId} ${fileName} ${reading.layout} ${reading.labelColumn} ${how} ${readAlike(columns)} ${numberOf(vocabulary)}` : definition.generate ? ` ${seed}` : '';
  return { key: `${source} ${count}${own}`, definition, count, seed, fileName: isFile ? fileName : '', reading: isFile ? reading : {}, columns, vocabulary: parseVocabulary(vocabulary) ?? [], documentId: document.id, node: nodeId };
}

/** Of those that take part. */
export const dataNodeIds = (document: HourglassDocument): readonly string[] =>
  Object.values(activeDocument(document).nodes)
    .filter(feedsData)
    .map(({ id }) => id);
