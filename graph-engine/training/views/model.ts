/** What the views ask of the model: items, codes, and what a code decodes to. */
import { sizeOf } from '../../document/shape';
import type { PortType } from '../../document/port-type';
import type { ImageStrip } from '../image-strip';
import type { Rows } from '../forward';
import { rowCount, rowsBetween, type ItemRows } from '../session-data';
import type { ViewContext } from './definition';

/** Items per run of the model, so that a view of many items needs no large batch. */
const CHUNK = 250;

const logistic = (values: Float32Array): Float32Array => values.map((x) => 1 / (1 + Math.exp(-x)));

/** Logits are shown as the probabilities they stand for. */
export const asImages = (rows: Rows, type: PortType, count: number): ImageStrip => ({
  shape: rows.shape,
  count,
  values: type.tag === 'logits' ? logistic(rows.values) : rows.values,
});

/** The first `count` items that are not trained on. */
export const heldOut = ({ data }: ViewContext, count: number): ItemRows => rowsBetween(data.validationRows(), 0, count);

/** Values at `taps` for all of `rows`, in chunks. */
export async function tapsOf({ session, data }: Pick<ViewContext, 'session' | 'data'>, taps: readonly string[], rows: ItemRows, mode: 'evaluate' | 'infer' = 'infer'): Promise<Rows[]> {
  const count = rowCount(rows);
  const parts: Rows[][] = [];
  for (let from = 0; from < count; from += CHUNK) {
    parts.push(await session.valuesOf(taps, rowsBetween(rows, from, Math.min(count, from + CHUNK)), mode, data));
  }
  return taps.map((_, i) => {
    const values = new Float32Array(count * sizeOf(parts[0]![i]!.shape));
    let offset = 0;
    for (const part of parts) {
      values.set(part[i]!.values, offset);
      offset += part[i]!.values.length;
    }
    return { shape: parts[0]![i]!.shape, values };
  });
}

/** Decodes `count` codes, row-major; `conditions` is what the Decoder is told beside them. Null where the graph has no code that leads to an output. */
export async function decode({ session, roles }: ViewContext, codes: Float32Array, count: number, conditions: Readonly<Record<string, Float32Array>>): Promise<ImageStrip | null> {
  if (!roles.code || !roles.output) return null;
  const [rows] = await session.values([roles.output.tap], { [roles.code.tap]: codes, ...conditions }, count);
  return asImages(rows!, roles.output.type, count);
}
