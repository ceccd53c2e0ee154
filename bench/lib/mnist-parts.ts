/** Parts of a table, and a document on files in place of what it generates. */
import { sizeOf } from '@/graph-engine/document/shape';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { MemoryTable } from '@/graph-engine/data/table';

/** Items from `from` up to `to`. */
export function part(all: MemoryTable, from: number, to: number): MemoryTable {
  const size = sizeOf(all.shape);
  return { ...all, count: to - from, values: all.values.slice(from * size, to * size), labels: all.labels?.slice(from, to) ?? null };
}

/** Its numbers as the network gets them: pixels from 0 to 1. */
export const scaled = ({ values, scale }: MemoryTable): Float32Array => Float32Array.from(values, (value) => value * scale);

/** The document with these tables as its Datasets, by node id, and that seed. */
export function onFiles(document: HourglassDocument, tables: Readonly<Record<string, MemoryTable>>, seed: number): HourglassDocument {
  const nodes = Object.fromEntries(Object.entries(tables).map(([id, { name, shape }]) => [id, { ...document.nodes[id]!, params: { source: 'file', fileName: name, shape } }]));
  return { ...document, nodes: { ...document.nodes, ...nodes }, training: { ...document.training, seed } };
}
