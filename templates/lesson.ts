/** What a template has one do, step by step, and how the studio sees that it was done. */

/** What is asked of the model by hand: a place of the map or a changed code decoded, two items mixed. */
export type Asked = 'decode' | 'interpolation';

/** What can be observed; a step without one is ticked by hand. */
export type Done =
  /** The open model has been trained, for so many steps at least. */
  | { readonly by: 'training'; readonly steps: number }
  /** The held-out loss is below that of the first baseline (PCA with a code of the same size, as a rule), measured on the same items. */
  | { readonly by: 'beating' }
  /** The tab of the drawer was opened on a trained model. */
  | { readonly by: 'looking'; readonly tab: string }
  | { readonly by: 'asking'; readonly of: Asked }
  /** That setting of the node is no longer what the template has, and what is drawn was trained for so many steps at least. */
  | { readonly by: 'changing'; readonly node: string; readonly field: string; readonly steps: number };

export interface LessonStep {
  /** What to do, in a few words. */
  readonly task: string;
  /** What to see, or to guess before looking. */
  readonly look?: string;
  readonly done?: Done;
}
export type Lesson = readonly LessonStep[];

export const training = (steps: number): Done => ({ by: 'training', steps });
export const beating: Done = { by: 'beating' };
export const looking = (tab: string): Done => ({ by: 'looking', tab });
export const asking = (of: Asked): Done => ({ by: 'asking', of });
export const changing = (node: string, field: string): Done => ({ by: 'changing', node, field, steps: 0 });
/** Enough to see that it learns. */
const BEGUN = 100;
/** Changed, and trained again: it is not done before the training that it asks for has begun. */
export const retraining = (node: string, field: string): Done => ({ by: 'changing', node, field, steps: BEGUN });
