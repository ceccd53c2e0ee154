/** A few items as the network gets them, and what it makes of them: with these an exported project proves that it computes the same. */
import { rowsAt } from '../data/rows/read-rows';
import { sizeOf } from '../document/shape';
import { rolesOfModel } from '../inspect/roles';
import { writeSafetensors } from '../runtime/safetensors';
import type { Weights } from '../runtime/device';
import type { Feed } from './feed';
import type { Session } from './session';
import { rowCount, rowsBetween } from './session-data';

/** As many as a project brings. */
const ITEMS = 8;

/**
 * Items of the table as it holds them, NaN where nothing was measured: `raw/node.data`, and as `raw/node.data/rest` what 32 bits do not hold of rows in
 * double precision.
 */
function rawOf(feed: Feed, rows: Uint32Array): (readonly [string, Weights])[] {
  const { table } = feed;
  const size = sizeOf(table.shape);
  const { values, items } = rowsAt(table, rows);
  const shape = [rows.length, ...table.shape];
  const exact = Float64Array.from({ length: rows.length * size }, (_, i) => values[items[Math.floor(i / size)]! * size + (i % size)]! * table.scale);
  const data = Float32Array.from(exact);
  const name = `raw/${feed.node.id}.data`;
  if (feed.settings.columns.length === 0) return [[name, { shape, data }]];
  return [[name, { shape, data }], [`${name}/rest`, { shape, data: Float32Array.from(exact, (x, i) => x - data[i]!) }]];
}

/** Inputs as `input/node.port`, the items that these were prepared from, and what is computed as `output/node.port`, in safetensors. */
export async function checkValues(session: Session, items = ITEMS): Promise<Uint8Array> {
  const { document, analysis, data } = session;
  const training = data.trainingRows();
  const count = Math.min(items, rowCount(training));
  const even = rowsBetween(training, 0, count);
  const tensors = new Map<string, Weights>();
  for (const [key, values] of Object.entries(data.numbersOf(even, 0, count))) {
    const [node, port = 'data'] = key.split(':') as [string, string?];
    tensors.set(`input/${node}.${port}`, { shape: [count, ...analysis.nodes[node]!.types[port]!.shape], data: values });
  }
  for (const [id, some] of even) for (const [name, weights] of rawOf(data.feeds.get(id)!, some)) tensors.set(name, weights);
  const { output, code, indices } = rolesOfModel(document, analysis);
  const goals = [...new Map([output, code, indices].flatMap((goal) => (goal ? [[goal.tap, goal.type] as const] : [])))];
  const found = await session.valuesOf(goals.map(([tap]) => tap), even);
  goals.forEach(([tap, type], i) => tensors.set(`output/${tap}`, { shape: [count, ...type.shape], data: found[i]!.values }));
  return writeSafetensors(tensors);
}
