/** What the text of a trainer depends on. */

/** What a run is besides one pass of losses after another. */
export interface Manner {
  /** The run has stages, one of which is given. */
  readonly staged: boolean;
  /** Some gradients are of no loss. */
  readonly pulls: boolean;
}

export interface TrainerOptions extends Manner {
  /** The model has statistics that follow what passes. */
  readonly follows: boolean;
  /** Something is told beside the losses. */
  readonly tellsMetrics: boolean;
  /** An update may take several batches. */
  readonly accumulates: boolean;
  /** The model is judged and saved as an average of its weights. */
  readonly averages: boolean;
}
