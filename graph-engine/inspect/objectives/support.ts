/** What several objectives ask of items and codes. */
import { readParams } from '../../document/fields';
import { sizeOf } from '../../document/shape';
import type { Sampling } from '../../nodes/definition';
import { nodeOf } from '../../nodes/registry';
import type { Fold, ItemSet, ObjectiveContext, ObjectiveSubject } from './definition';

/** Rows that a baseline is fitted on at most: more change its figure by less than the seeds of a model do. */
const FITTED = 10_000;

/** The numbers of the reconstructed Dataset, [count, size]. */
export const cleanOf = ({ roles }: ObjectiveSubject, items: ItemSet): Float32Array => items.numbers[roles.data!.node]!;
export const itemSize = ({ roles }: ObjectiveSubject): number => sizeOf(roles.data!.type.shape);
/** Those that a baseline is fitted on, at most `most` of them. */
export const fitted = (subject: ObjectiveSubject, { fit }: Fold, most = FITTED): Float32Array => cleanOf(subject, fit).subarray(0, Math.min(fit.count, most) * itemSize(subject));

/** The mean over the judged items of all folds. */
export async function overFolds({ folds }: ObjectiveSubject, figure: (fold: Fold) => number | Promise<number>): Promise<number> {
  let [sum, count] = [0, 0];
  for (const fold of folds) {
    sum += fold.held.count * (await figure(fold));
    count += fold.held.count;
  }
  return sum / count;
}
/** Baselines by name; none where there is nothing to fit them on. */
export async function fittedBaselines(subject: ObjectiveSubject, figures: Readonly<Record<string, (fold: Fold) => number | Promise<number>>>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  if (subject.folds.length > 0) for (const [name, figure] of Object.entries(figures)) found[name] = await overFolds(subject, figure);
  return found;
}

/** Per item: the sum over its values. */
export function squaredError(a: ArrayLike<number>, b: ArrayLike<number>, count: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum / count;
}
/** Logits as the probabilities that they stand for. */
export function outputOf({ roles }: ObjectiveSubject, given: Float32Array): Float32Array {
  return roles.output!.type.tag === 'logits' ? given.map((x) => 1 / (1 + Math.exp(-x))) : given;
}
/** The squared error of the reconstructions, per item, against the clean input. */
export async function reconstructionError(context: ObjectiveContext, mode: 'evaluate' | 'infer'): Promise<number> {
  const [given] = await context.model.taps([context.roles.output!.tap], context.held, mode);
  return squaredError(cleanOf(context, context.held), outputOf(context, given!), context.held.count);
}
export const isReconstruction = ({ roles }: ObjectiveSubject): boolean =>
  roles.data !== null && roles.output !== null && sizeOf(roles.data.type.shape) === sizeOf(roles.output.type.shape);

/** How codes for samples are drawn, which says what sort of numbers the code holds. */
export function samplingOf({ document, roles }: Pick<ObjectiveSubject, 'document' | 'roles'>): Sampling | null {
  const node = roles.code && document.nodes[roles.code.node];
  const definition = node && nodeOf(node.kind);
  return definition?.sampling?.(readParams(definition.fields, node!.params)) ?? null;
}
