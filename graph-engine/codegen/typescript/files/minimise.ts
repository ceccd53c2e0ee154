/** The functions of `trainer.ts` that make an update of one player, by one batch or by the mean gradient of several. */

export interface MinimiseOptions {
  /** An update may take several batches. */
  readonly accumulates: boolean;
  /** Each player has a longest gradient of its own. */
  readonly limits: boolean;
  /** Nodes are frozen in some stage, so that a player may have nothing to move. */
  readonly freezes: boolean;
  /** Some gradients are of no loss. */
  readonly pulls: boolean;
  /** What is done with `gradients`. */
  readonly applied: string;
}

/** What both need where an update takes several batches. */
export const severalText = `/** The mean of what batches tell. */
function meanOf(told: Figure[][]): Figure[] {
  const sumOf = (i: number): number => told.reduce((sum, figures) => sum + figures[i]!.value, 0);
  return told[0]!.map(({ name }, i) => ({ name, value: sumOf(i) / told.length }));
}

type Evaluate = (batch: Batch, number: number) => Evaluated;`;

/** In place of tf.variableGrads where some gradients are of no loss; then there may be no loss, or none that some weight has a part in. */
export const gradientsText = `/** Derivatives of the sum of the terms, and what pulls besides, by the names of the weights. */
function gradientsOf(
  variables: tf.Variable[],
  evaluate: () => Evaluated,
): { figures: Figure[]; grads: tf.NamedTensorMap } {
  let figures: Figure[] = [];
  let pulled: [tf.Variable, tf.Tensor][] = [];
  const { value, grads } = tf.engine().gradients(
    () => {
      const evaluated = evaluate();
      figures = evaluated.figures;
      pulled = evaluated.pulls ?? [];
      for (const [, gradient] of pulled) tf.keep(gradient);
      return total(evaluated.terms);
    },
    variables,
    undefined,
    true,
  );
  const sums: tf.NamedTensorMap = {};
  variables.forEach((variable, i) => {
    const own = pulled.filter(([weight]) => weight === variable).map(([, gradient]) => gradient);
    const parts = [...(grads[i] ? [grads[i]] : []), ...own];
    if (parts.length > 0) sums[variable.name] = tf.addN(parts);
  });
  tf.dispose([value, ...grads, ...pulled.map(([, gradient]) => gradient)]);
  return { figures, grads: sums };
}`;

const nothingLeft = (given: string): string => `  // Nothing is left to move where all of its nodes are frozen.\n  if (variables.length === 0) return observe(${given});\n`;

export const minimiseText = ({ accumulates, limits, freezes, pulls, applied }: MinimiseOptions): string => {
  const first = `  optimizer: { applyGradients(gradients: Gradient[]): void },
  variables: tf.Variable[],
${limits ? '  clipNorm: number,\n' : ''}`;
  if (!accumulates) {
    return `/** One step of gradient descent on the sum of the terms. */
function minimise(
${first}  evaluate: () => Evaluated,
): Figure[] {
${pulls ? '' : '  let figures: Figure[] = [];\n'}${freezes ? nothingLeft('evaluate') : ''}${pulls ? '  const { figures, grads } = gradientsOf(variables, evaluate);' : `  const { value, grads } = tf.variableGrads(() => {
    const evaluated = evaluate();
    figures = evaluated.figures;
    return total(evaluated.terms);
  }, variables);`}
  const gradients = Object.entries(grads).map(([name, tensor]) => ({ name, tensor }));
  ${applied};
  tf.dispose(${pulls ? 'grads' : '{ value, ...grads }'});
  return figures;
}`;
  }
  return `/** One step of gradient descent on the sum of the terms, by the mean gradient of the batches. */
function minimise(
${first}  batches: Batch[],
  evaluate: Evaluate,
): Figure[] {
${freezes ? nothingLeft('batches, evaluate') : ''}  const told: Figure[][] = [];
  const sums = new Map<string, tf.Tensor>();
  batches.forEach((batch, number) => {
${pulls ? `    const { figures, grads } = gradientsOf(variables, () => evaluate(batch, number));
    told.push(figures);` : `    const { value, grads } = tf.variableGrads(() => {
      const evaluated = evaluate(batch, number);
      told.push(evaluated.figures);
      return total(evaluated.terms);
    }, variables);`}
    for (const [name, tensor] of Object.entries(grads)) {
      const before = sums.get(name);
      sums.set(name, tf.tidy(() => tensor.div(batches.length).add(before ?? 0)));
      before?.dispose();
    }
    tf.dispose(${pulls ? 'grads' : '{ value, ...grads }'});
  });
  const gradients = [...sums].map(([name, tensor]) => ({ name, tensor }));
  ${applied};
  tf.dispose(gradients.map(({ tensor }) => tensor));
  return meanOf(told);
}`;
};

export const observeText = ({ accumulates, freezes }: MinimiseOptions): string => {
  const what = `/** One pass without a gradient: what learns${freezes ? ', if anything,' : ''} follows moving means. */`;
  return accumulates
    ? `${what}
function observe(batches: Batch[], evaluate: Evaluate): Figure[] {
  return meanOf(batches.map((batch, number) => tf.tidy(() => evaluate(batch, number).figures)));
}`
    : `${what}
function observe(evaluate: () => Evaluated): Figure[] {
  return tf.tidy(() => evaluate().figures);
}`;
};
