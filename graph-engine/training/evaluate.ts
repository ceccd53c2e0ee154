/** The figures of a trained model over all items of its tables. */
import { codeUse } from '../inspect/code-use';
import { findRoles } from '../inspect/roles';
import type { Session } from './session';
import { rowCount } from './session-data';
import { asImages, tapsOf } from './views/model';

export interface Evaluation {
  readonly items: number;
  /** Mean over the items of each loss term and metric, unweighted; `loss` is the weighted sum. */
  readonly terms: Readonly<Record<string, number>>;
  /** Of the reconstruction, with nothing random: per element, and summed over the elements of an item. */
  readonly meanSquaredError?: number;
  readonly sumOfSquaredErrorsPerSample?: number;
  readonly codes?: { readonly used: number; readonly of: number; readonly perplexity: number };
}

export async function evaluateModel(session: Session): Promise<Evaluation> {
  const roles = findRoles(session.document, session.analysis);
  const rows = session.data.allRows();
  const items = rowCount(rows);
  const terms = await session.evaluate(rows);
  const { data, output, indices } = roles;
  if (!data || !output) return { items, terms };
  const taps = [data.tap, output.tap, ...(indices ? [indices.tap] : [])];
  const [clean, given, chosen] = await tapsOf({ session, roles }, taps, rows);
  const images = asImages(given!, output.type, items);
  let sum = 0;
  for (let i = 0; i < clean!.values.length; i++) sum += (clean!.values[i]! - images.values[i]!) ** 2;
  const figures = { items, terms, meanSquaredError: sum / clean!.values.length, sumOfSquaredErrorsPerSample: sum / items };
  if (!indices || !chosen) return figures;
  const { used, perplexity } = codeUse(chosen.values, indices.type.classes);
  return { ...figures, codes: { used, of: indices.type.classes, perplexity } };
}
