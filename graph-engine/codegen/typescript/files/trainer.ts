/** `trainer.ts`: one step of each player, and the losses over held-out items. */
import type { Player } from '../../../program/types';
import { fit } from '../../../nodes/typescript/text';
import { ofEach, type Project } from '../project';
import { Source } from '../source';
import type { LossesFile, PlayerTerms } from './losses';
import type { ModelFile } from './model';
import { chooseOptimizer } from './optimizer';

export interface TrainerFile {
  readonly source: Source;
  /** The learning rate follows a schedule, so that the trainer is told how many steps there are. */
  readonly scheduled: boolean;
  readonly stepNeedsStep: boolean;
  readonly validateNeedsStep: boolean;
}

const optimizerName: Record<Player, string> = { autoencoder: 'optimizer', critic: 'criticOptimizer' };

/** Null where no weight is free. */
export function trainerFile(project: Project, model: ModelFile, losses: LossesFile): TrainerFile | null {
  const { training } = project.document;
  const after = project.nodes.flatMap(({ name, code }) => (code.afterStep ? [code.afterStep(`model.${name}`, `values.${name}`)] : []));
  const players = losses.players.filter(({ player }) => project.trained.has(player) || (player === 'autoencoder' && after.length > 0));
  if (players.length === 0) return null;
  const moved = players.filter(({ player }) => project.trained.has(player));
  const critic = players.find(({ player }) => player === 'critic');
  const autoencoder = players.find(({ player }) => player === 'autoencoder');
  const settingsOf = (player: Player) => (player === 'critic' ? training.criticOptimizer : training.optimizer);
  const choices = moved.map(({ player }) => ({ player, ...chooseOptimizer(settingsOf(player), training.schedule) }));
  const own = [...new Set(choices.flatMap(({ className }) => className ?? []))].sort();
  const scheduled = training.schedule.kind !== 'constant' && moved.length > 0;
  const clips = training.clipNorm > 0 && moved.length > 0;
  const validates = training.validationSplit > 0;
  const several = project.datasets.length > 1;
  const termsNeedStep = model.forward.usesStep || players.some(({ usesStep }) => usesStep);
  const stepNeedsStep = termsNeedStep || scheduled;
  const judged = autoencoder ?? critic!;
  const hasMetrics = losses.hasMetrics && validates;

  const call = ({ functionName, usesModel, usesStep }: PlayerTerms): string => `${functionName}(values${usesModel ? ', model' : ''}${usesStep ? ', step' : ''})`;
  const pass = (method: 'forward' | 'judge', batch: string, mode: string): string => `model.${method}(${batch}, '${mode}'${model[method]?.usesStep ? ', step' : ''})`;

  const source = new Source('src/trainer.ts');
  source.add(`/** Trains a model: one step of gradient descent at a time. */\nimport * as tf from '@tensorflow/tfjs';\nimport { batchOf, ${several ? `${validates ? 'ofEach, ' : ''}type Chosen, ` : ''}type Data } from './data.ts';`);
  const used = [...players.map(({ functionName }) => functionName), ...(hasMetrics ? ['metrics'] : []), ...(moved.length > 0 || validates ? ['total'] : []), 'type Term'];
  const plain = (name: string): string => name.replace('type ', '').toLowerCase();
  source.add(fit(`import { ${used.toSorted((a, b) => (plain(a) < plain(b) ? -1 : 1)).join(', ')} } from './losses.ts';`));
  source.add("import type { Model } from './model.ts';");
  if (moved.length > 0) source.add("import type { NamedWeight } from './ops.ts';");
  if (own.length) source.add(`import { ${own.join(', ')} } from './optimizer.ts';`);

  source.block(`/** A number that is shown. */
export type Figure = { name: string; value: number };

const numberOf = (scalar: tf.Tensor): number => scalar.dataSync()[0]!;
export const print = (figures: Figure[]): string =>
  figures.map(({ name, value }) => \`\${name} \${value.toPrecision(5)}\`).join('  ');

function figuresOf(terms: { name: string; value: tf.Tensor }[]): Figure[] {
  const figures = terms.map(({ name, value }) => ({ name, value: numberOf(value) }));
  if (figures.every(({ value }) => Number.isFinite(value))) return figures;
  const why = 'at the first step the data hold large numbers, later the learning rate is too high';
  throw new Error(\`Not finite: \${print(figures)} (\${why})\`);
}`);
  if (moved.length > 0) {
    source.block(`interface Gradient {
  name: string;
  tensor: tf.Tensor;
}

/** The weights that gradients move; moving statistics are not among them. */
function trainable(named: NamedWeight[]): tf.Variable[] {
  return named.map(([, variable]) => variable).filter((variable) => variable.trainable);
}`);
  }
  if (clips) {
    source.block(`/** The longest gradient, all weights together. */
const clipNorm = ${training.clipNorm};

/** Scales all gradients by one factor so that their joint norm is at most \`clipNorm\`. */
function clip(gradients: Gradient[]): Gradient[] {
  const squares = gradients.map(({ tensor }) => tensor.square().sum());
  const factor = tf.div(clipNorm, tf.addN(squares).sqrt().maximum(clipNorm));
  return gradients.map(({ name, tensor }) => ({ name, tensor: tensor.mul(factor) }));
}`);
  }
  if (scheduled) source.block(rateShare(training.schedule));
  if (moved.length > 0) {
    source.block(`/** One step of gradient descent on the sum of the terms. */
function minimise(
  optimizer: { applyGradients(gradients: Gradient[]): void },
  variables: tf.Variable[],
  evaluate: () => Term[],
): Figure[] {
  let figures: Figure[] = [];
  const { value, grads } = tf.variableGrads(() => {
    const terms = evaluate();
    figures = figuresOf(terms);
    return total(terms);
  }, variables);
  const gradients = Object.entries(grads).map(([name, tensor]) => ({ name, tensor }));
  ${clips ? 'tf.tidy(() => optimizer.applyGradients(clip(gradients)))' : 'optimizer.applyGradients(gradients)'};
  tf.dispose({ value, ...grads });
  return figures;
}`);
  }
  if (moved.length < players.length) {
    source.block(`/** One pass without a gradient: what learns follows moving means. */
function observe(evaluate: () => Term[]): Figure[] {
  return tf.tidy(() => figuresOf(evaluate()));
}`);
  }

  source.block(`export class Trainer {
  private readonly model: Model;
  private readonly data: Data;`);
  if (scheduled) source.add('  private readonly totalSteps: number;');
  for (const { player, create } of choices) source.add(`  private readonly ${optimizerName[player]} = ${create};`);
  for (const { player } of moved) source.add(`  private readonly ${player}Variables: tf.Variable[];`);
  source.block(`  constructor(model: Model, data: Data${scheduled ? ', totalSteps: number' : ''}) {
    this.model = model;
    this.data = data;${scheduled ? '\n    this.totalSteps = totalSteps;' : ''}`);
  for (const { player } of moved) source.add(`    this.${player}Variables = trainable(model.weights.${player});`);
  source.add('  }');

  source.block(`  /** One update of ${critic && autoencoder ? 'each player, the critic first' : 'the model'}. */
  step(batches: ${several ? 'Chosen' : 'number[]'}[], index: number${stepNeedsStep ? ', step: number' : ''}): Figure[] {
    const { data, model } = this;`);
  if (scheduled) {
    source.add('    const share = learningRateShare(step, this.totalSteps);');
    for (const { player } of choices) source.add(`    this.${optimizerName[player]}.learningRate = ${settingsOf(player).learningRate} * share;`);
  }
  source.add('    const batch = batchOf(data, batches[index]!);');
  if (critic) {
    const repeats = training.criticSteps > 1;
    const target = autoencoder ? 'criticFigures' : 'figures';
    const update = (pad: string, batch: string): string => `minimise(this.criticOptimizer, this.criticVariables, () => {
${pad}  const values = ${pass(model.judge ? 'judge' : 'forward', batch, 'train')};
${pad}  return ${call(critic)};
${pad}})`;
    if (!repeats) source.add(`    const ${target} = ${update('    ', 'batch')};`);
    else {
      source.add(`    // The critic learns from ${training.criticSteps} batches, this one and those after it.
    let ${target}: Figure[] = [];
    for (let i = 0; i < ${training.criticSteps}; i++) {
      const its = i === 0 ? batch : batchOf(data, batches[(index + i) % batches.length]!);
      ${target} = ${update('      ', 'its')};
      if (its !== batch) tf.dispose({ ...its });
    }`);
    }
  }
  if (autoencoder) {
    source.add(`    const figures = ${moved.includes(autoencoder) ? 'minimise(this.optimizer, this.autoencoderVariables, ' : 'observe('}() => {
      const values = ${pass('forward', 'batch', 'train')};`);
    for (const statement of after) source.add(`      ${statement}`);
    source.add(`      return ${call(autoencoder)};
    });`);
  }
  source.add(`    tf.dispose({ ...batch });
    return ${critic && autoencoder ? '[...criticFigures, ...figures]' : 'figures'};
  }`);

  if (validates) {
    source.block(`  /** The terms${hasMetrics ? ' and metrics' : ''} over items that are not trained on, each the mean over the items. */`);
    source.add(fit(`validate(items: ${several ? 'Chosen' : 'number[]'}, batchSize: number${termsNeedStep ? ', step: number' : ''}): Figure[] {`, 2));
    source.add(`    const { data, model } = this;
    const sums = new Map<string, number>();
    const count = items${several ? `.${project.datasets[0]!.name}` : ''}.length;
    for (let from = 0; from < count; from += batchSize) {
      const to = Math.min(from + batchSize, count);
${fit(`const batch = batchOf(data, ${ofEach(project, (at) => `items${at}.slice(from, to)`)});`, 6)}
      const figures = tf.tidy(() => {
        const values = ${pass('forward', 'batch', 'evaluate')};
        const terms = ${call(judged)};
        const loss = { name: 'loss', value: total(terms) };
        return figuresOf([loss, ...terms${hasMetrics ? ', ...metrics(values)' : ''}]);
      });
      const share = (to - from) / count;
      for (const { name, value } of figures) sums.set(name, (sums.get(name) ?? 0) + value * share);
      tf.dispose({ ...batch });
    }
    return [...sums].map(([name, value]) => ({ name, value }));
  }`);
  }
  source.add('}');
  return { source, scheduled, stepNeedsStep, validateNeedsStep: termsNeedStep };
}

function rateShare({ kind, warmupSteps }: { readonly kind: string; readonly warmupSteps: number }): string {
  return kind === 'warmup-cosine'
    ? `/** Share of the full learning rate: rises in ${warmupSteps} steps, then falls along half a cosine. */
function learningRateShare(step: number, totalSteps: number): number {
  const warmup = ${warmupSteps};
  if (step < warmup) return (step + 1) / (warmup + 1);
  const done = Math.min(1, (step - warmup) / Math.max(1, totalSteps - warmup));
  return (1 + Math.cos(Math.PI * done)) / 2;
}`
    : `/** Share of the full learning rate: half a cosine down to 0 (Loshchilov & Hutter 2017, eq. 5). */
function learningRateShare(step: number, totalSteps: number): number {
  return (1 + Math.cos(Math.PI * Math.min(1, step / totalSteps))) / 2;
}`;
}
