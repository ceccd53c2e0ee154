import type { DataTable } from '@/graph-engine/data/table';

/** The memory behind the arrays of a table, each once, to be handed over to another thread. */
export function memoryOf({ values, labels, factors, lengths, beside = [], sound }: DataTable): Transferable[] {
  const wave = sound?.wave;
  const arrays = [values, labels, factors?.values, lengths, wave?.samples, wave?.from, wave?.to, ...beside.map((side) => side.values)];
  return [...new Set(arrays.flatMap((array) => (ArrayBuffer.isView(array) ? [array.buffer as ArrayBuffer] : [])))];
}
