/** What a model says of rows of its session, as scores take it. */
import { answersOf } from '../../inspect/anomaly/answers';
import type { Answers } from '../../inspect/anomaly/scores/definition';
import { rowCount, rowsBetween, type ItemRows } from '../session-data';
import type { ViewContext } from '../views/definition';
import { tapsOf } from '../views/model';

/** With nothing random; null where the graph reconstructs nothing. `onItems`: how many are done. @throws NotFiniteError */
export function askModel(context: ViewContext, rows: ItemRows, onItems: (done: number) => void = () => undefined): Promise<Answers | null> {
  const { document, analysis } = context.session;
  const valuesAt = async (taps: readonly string[], from: number, count: number): Promise<readonly Float32Array[]> => (await tapsOf(context, taps, rowsBetween(rows, from, from + count))).map(({ values }) => values);
  return answersOf({ document, analysis, roles: context.roles }, rowCount(rows), valuesAt, onItems);
}
