/** What a model says of items, as scores take it: errors by column, codes, and what a random code costs. */
import { columnErrors } from '../../inspect/anomaly/column-errors';
import type { Answers } from '../../inspect/anomaly/scores/definition';
import type { Analysis } from '../../analysis/types';
import { readParams } from '../../document/fields';
import { sizeOf } from '../../document/shape';
import type { HourglassDocument } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import type { Roles } from '../../inspect/roles';
import { lossKinds, type LossKindName } from '../../nodes/loss-kinds';
import { nodeOf } from '../../nodes/registry';
import { rowCount, type ItemRows } from '../session-data';
import type { ViewContext } from '../views/definition';
import { asImages, tapsOf } from '../views/model';

/** Items at a time, so that a large set needs no memory of its size. */
const CHUNK = 1000;

/** The output port that holds the distribution of the code, and the weight of its divergence; null where it has none, or where there are several. */
function distributionOf({ document, analysis, roles }: { readonly document: HourglassDocument; readonly analysis: Analysis; readonly roles: Roles }): { readonly tap: string; readonly weight: number } | null {
  const holds = Object.entries(analysis.nodes).flatMap(([id, { types }]) => Object.entries(types).filter(([, type]) => type.tag === 'distribution').map(([port]) => ({ id, port })));
  if (holds.length !== 1 || holds[0]!.id !== roles.code?.node) return null;
  const node = document.nodes[holds[0]!.id]!;
  const { beta } = readParams(nodeOf(node.kind)!.fields, node.params) as { readonly beta?: number };
  return { tap: `${node.id}.${holds[0]!.port}`, weight: beta ?? 1 };
}

/** Whether the Loss on the reconstruction compares categories by their logits. */
function isByColumn(document: HourglassDocument, roles: Roles): boolean {
  return Object.values(document.nodes).some((node) => {
    const from = wiresInto(document, node.id).map((wire) => `${wire.from.node}.${wire.from.port}`);
    if (!from.includes(roles.output!.tap) || !from.includes(roles.data!.tap)) return false;
    const { kind } = readParams(nodeOf(node.kind)!.fields, node.params) as { readonly kind?: LossKindName };
    return kind !== undefined && lossKinds[kind]?.byColumn === true;
  });
}

/** With nothing random; null where the graph reconstructs nothing. `onItems`: how many are done. @throws NotFiniteError */
export async function askModel(context: ViewContext, rows: ItemRows, onItems: (done: number) => void = () => undefined): Promise<Answers | null> {
  const { roles, session } = context;
  const { data, output, code } = roles;
  if (!data || !output) return null;
  const count = rowCount(rows);
  const places = (data.type.tag === 'data' && data.type.places) || null;
  const mixed = isByColumn(session.document, roles);
  const distribution = distributionOf({ document: session.document, analysis: session.analysis, roles });
  const size = code ? sizeOf(code.type.shape) : 0;
  const columns = places ? places.map(({ name }) => name) : ['error'];
  const errors = new Float64Array(count * columns.length);
  const codes = new Float32Array(count * size);
  const divergence = distribution && new Float64Array(count);
  const taps = [data.tap, output.tap, ...(code ? [code.tap] : []), ...(distribution ? [distribution.tap, `${distribution.tap}.logVariance`] : [])];
  for (let from = 0; from < count; from += CHUNK) {
    const some = Math.min(CHUNK, count - from);
    const chunk = new Map([...rows].map(([id, indices]) => [id, indices.subarray(from, from + some)]));
    const [clean, given, ...others] = await tapsOf(context, taps, chunk);
    errors.set(columnErrors(clean!.values, asImages(given!, output.type, some).values, some, places, mixed).errors, from * columns.length);
    if (code) codes.set(others[0]!.values, from * size);
    if (distribution) {
      const [mean, logVariance] = others.slice(code ? 1 : 0);
      const width = mean!.values.length / some;
      for (let i = 0; i < mean!.values.length; i++) {
        divergence![from + Math.floor(i / width)]! += (distribution.weight * (mean!.values[i]! ** 2 + Math.exp(logVariance!.values[i]!) - logVariance!.values[i]! - 1)) / 2;
      }
    }
    onItems(from + some);
  }
  return { count, errors, columns, codes: code ? { size, values: codes } : null, divergence };
}
