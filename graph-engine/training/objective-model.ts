/** A session as an objective asks it: values at taps for any numbers, in chunks, with randomness of its own in each. */
import type { ItemSet, Model } from '../inspect/objectives/definition';
import { streams } from '../random/streams';
import type { Session } from './session';
import type { ItemRows } from './session-data';

/** Items per run of the model. */
const CHUNK = 250;
const rowsOf = ({ numbers, count }: ItemSet, from: number, to: number): Record<string, Float32Array> =>
  Object.fromEntries(Object.entries(numbers).map(([id, values]) => [id, values.subarray((from * values.length) / count, (to * values.length) / count)]));

/** One array from parts. */
function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** `held`: the rows of the session that are judged. */
export const sessionModel = (session: Session, held: ItemRows): Model => ({
  async taps(taps, items, mode) {
    const parts: Float32Array[][] = [];
    for (let from = 0; from < items.count; from += CHUNK) {
      const to = Math.min(items.count, from + CHUNK);
      const rows = await session.values(taps, rowsOf(items, from, to), to - from, mode, streams.objective(session.seed, `items ${from}`));
      parts.push(rows.map(({ values }) => values));
    }
    return taps.map((_, i) => joined(parts.map((part) => part[i]!)));
  },
  async draws(tap, count, sample) {
    return (await session.values([tap], {}, count, 'evaluate', streams.objective(session.seed, `draws ${sample}`)))[0]!.values;
  },
  loss: async () => (await session.evaluate(held))['loss'] ?? 0,
});
