/** What a model says of items, as scores take it: errors by column, codes, and what a random code costs. */
import type { Analysis } from '../../analysis/types';
import { readParams } from '../../document/fields';
import { sizeOf } from '../../document/shape';
import type { HourglassDocument } from '../../document/types';
import { nodeOf } from '../../nodes/registry';
import { isByColumn } from '../by-column';
import type { Roles } from '../roles';
import { columnErrors } from './column-errors';
import type { Answers } from './scores/definition';

export interface Asked {
  readonly document: HourglassDocument;
  readonly analysis: Analysis;
  readonly roles: Roles;
}
/** Values at taps for `count` items from item `from` on, with nothing random: one array for each tap, items first. */
export type ValuesAt = (taps: readonly string[], from: number, count: number) => Promise<readonly Float32Array[]>;

/** Items at a time, so that a large set needs no memory of its size. */
const CHUNK = 1000;

/** The output port that holds the distribution of the code, and the weight of its divergence; null where it has none, or where there are several. */
function distributionOf({ document, analysis, roles }: Asked): { readonly tap: string; readonly weight: number } | null {
  const holds = Object.entries(analysis.nodes).flatMap(([id, { types }]) => Object.entries(types).filter(([, type]) => type.tag === 'distribution').map(([port]) => ({ id, port })));
  if (holds.length !== 1 || holds[0]!.id !== roles.code?.node) return null;
  const node = document.nodes[holds[0]!.id]!;
  const { beta } = readParams(nodeOf(node.kind)!.fields, node.params) as { readonly beta?: number };
  return { tap: `${node.id}.${holds[0]!.port}`, weight: beta ?? 1 };
}

const logistic = (values: Float32Array): Float32Array => values.map((x) => 1 / (1 + Math.exp(-x)));

/** Null where the graph reconstructs nothing. `onItems`: how many are done. */
export async function answersOf(asked: Asked, count: number, valuesAt: ValuesAt, onItems: (done: number) => void = () => undefined): Promise<Answers | null> {
  const { data, output, code } = asked.roles;
  if (!data || !output) return null;
  const places = (data.type.tag === 'data' && data.type.places) || null;
  const mixed = isByColumn(asked.document, asked.roles);
  const distribution = distributionOf(asked);
  const size = code ? sizeOf(code.type.shape) : 0;
  const columns = places ? places.map(({ name }) => name) : ['error'];
  const errors = new Float64Array(count * columns.length);
  const codes = new Float32Array(count * size);
  const divergence = distribution && new Float64Array(count);
  const taps = [data.tap, output.tap, ...(code ? [code.tap] : []), ...(distribution ? [distribution.tap, `${distribution.tap}.logVariance`] : [])];
  for (let from = 0; from < count; from += CHUNK) {
    const some = Math.min(CHUNK, count - from);
    const [clean, given, ...others] = await valuesAt(taps, from, some);
    errors.set(columnErrors(clean!, output.type.tag === 'logits' ? logistic(given!) : given!, some, places, mixed).errors, from * columns.length);
    if (code) codes.set(others[0]!, from * size);
    if (distribution) {
      const [mean, logVariance] = others.slice(code ? 1 : 0);
      const width = mean!.length / some;
      for (let i = 0; i < mean!.length; i++) {
        divergence![from + Math.floor(i / width)]! += (distribution.weight * (mean![i]! ** 2 + Math.exp(logVariance![i]!) - logVariance![i]! - 1)) / 2;
      }
    }
    onItems(from + some);
  }
  return { count, errors, columns, codes: code ? { size, values: codes } : null, divergence };
}
