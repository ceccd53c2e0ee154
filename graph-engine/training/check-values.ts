/** A few items as the network gets them, and what it makes of them: with these an exported project proves that it computes the same. */
import { findRoles } from '../inspect/roles';
import { writeSafetensors } from '../runtime/safetensors';
import type { Weights } from '../runtime/device';
import type { Session } from './session';

const ITEMS = 8;

/** Inputs as `input/node.port` and what is computed as `output/node.port`, in safetensors. */
export async function checkValues(session: Session): Promise<Uint8Array> {
  const { document, analysis, data } = session;
  const rows = new Map([...data.feeds].map(([id, feed]) => [id, feed.train.subarray(0, ITEMS)]));
  const count = Math.min(...[...rows.values()].map((some) => some.length));
  const even = new Map([...rows].map(([id, some]) => [id, some.subarray(0, count)]));
  const tensors = new Map<string, Weights>();
  for (const [key, values] of Object.entries(data.numbersOf(even, 0, count))) {
    const [node, port = 'data'] = key.split(':') as [string, string?];
    tensors.set(`input/${node}.${port}`, { shape: [count, ...analysis.nodes[node]!.types[port]!.shape], data: values });
  }
  const { output, code } = findRoles(document, analysis);
  const goals = [...new Map([output, code].flatMap((goal) => (goal ? [[goal.tap, goal.type] as const] : [])))];
  const found = await session.valuesOf(goals.map(([tap]) => tap), even);
  goals.forEach(([tap, type], i) => tensors.set(`output/${tap}`, { shape: [count, ...type.shape], data: found[i]!.values }));
  return writeSafetensors(tensors);
}
