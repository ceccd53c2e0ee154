/** `trainer.ts`: one step of each player, and the losses over held-out items. */
import { mainPlayer, totalName } from '../../../document/players';
import { follow } from '../../../nodes/typescript/ops';
import { fit } from '../../../nodes/typescript/text';
import { ofEach, type CodePlayer, type Project } from '../project';
import { Source } from '../../program/source';
import { validatesOf } from './data/dealing';
import { derivativesFile } from './derivatives';
import type { LossesFile, PlayerTerms } from './losses';
import type { ModelFile } from './model';
import { chooseOptimizer } from './optimizer';

export interface TrainerFile {
  readonly source: Source;
  /** The learning rate follows a schedule, so that the trainer is told how many steps there are. */
  readonly scheduled: boolean;
  readonly stepNeedsStep: boolean;
}

const optimizerName = ({ isMain, names }: CodePlayer): string => (isMain ? 'optimizer' : `${names.value}Optimizer`);

/** Null where no weight is free. */
export function trainerFile(project: Project, model: ModelFile, losses: LossesFile): TrainerFile | null {
  const { training } = project.document;
  // Of several nodes with the same weights, the last one moves them, as in the program.
  const moves = project.nodes.flatMap(({ name, owner, player, code }) => (code.afterStep ? [[owner, { player, statement: code.afterStep(`model.${owner}`, `values.${name}`) }] as const] : []));
  const after = ({ id }: CodePlayer): string[] => [...new Map(moves).values()].filter(({ player }) => player === id).map(({ statement }) => statement);
  const players = losses.players.filter(({ player }) => player.trained || after(player).length > 0);
  if (players.length === 0) return null;
  const moved = players.filter(({ player }) => player.trained);
  const main = players.find(({ player }) => player.isMain);
  const opponents = players.filter((one) => one !== main);
  const choices = moved.map(({ player }) => ({ player, ...chooseOptimizer(player.settings.optimizer, training.schedule) }));
  const own = [...new Set(choices.flatMap(({ className }) => className ?? []))].sort();
  const scheduled = training.schedule.kind !== 'constant' && moved.length > 0;
  const limits = new Set(moved.map(({ player }) => player.settings.clipNorm));
  const clips = [...limits].some((limit) => limit > 0);
  const clipsAlike = clips && limits.size === 1;
  const validates = validatesOf(project);
  const several = project.datasets.length > 1;
  const termsNeedStep = model.forward.usesStep || players.some(({ usesStep }) => usesStep);
  const stepNeedsStep = termsNeedStep || scheduled;
  const judged = main ?? opponents[0]!;
  const hasMetrics = losses.hasMetrics && validates;

  const call = ({ functionName, usesModel, usesStep }: PlayerTerms): string => `${functionName}(values${usesModel ? ', model' : ''}${usesStep ? ', step' : ''})`;
  const passOf = (batch: string, mode: string, { method, pass }: { readonly method: string; readonly pass: { readonly usesStep: boolean } } = { method: 'forward', pass: model.forward }): string => `model.${method}(${batch}, '${mode}'${pass.usesStep ? ', step' : ''})`;

  const source = new Source('src/trainer.ts');
  source.add(`/** Trains a model: one step of gradient descent at a time. */\nimport * as tf from '@tensorflow/tfjs';\nimport { batchOf, ${several ? `${validates ? 'countOfEach, ofEach, ' : ''}type Chosen, ` : ''}type Data } from './data.ts';${derivativesFile(project) ? "\nimport './derivatives.ts';" : ''}\nimport { notFinite } from './finite.ts';`);
  const used = [...players.map(({ functionName }) => functionName), ...(hasMetrics ? ['metrics'] : []), ...(moved.length > 0 || validates ? ['total'] : []), 'type Term'];
  const plain = (name: string): string => name.replace('type ', '').toLowerCase();
  source.add(fit(`import { ${used.toSorted((a, b) => (plain(a) < plain(b) ? -1 : 1)).join(', ')} } from './losses.ts';`));
  const following = project.nodes.filter(({ follows, player }) => follows && players.some((one) => one.player.id === player));
  if (following.length > 0) project.use(follow);
  source.add("import type { Batch, Model } from './model.ts';");
  if (following.length > 0) source.add("import * as ops from './ops.ts';");
  if (moved.length > 0) source.add("import type { NamedWeight } from './ops.ts';");
  if (own.length) source.add(`import { ${own.join(', ')} } from './optimizer.ts';`);

  source.block(`/** A number that is shown. */
export type Figure = { name: string; value: number };

const numberOf = (scalar: tf.Tensor): number => scalar.dataSync()[0]!;
export const print = (figures: Figure[]): string =>
  figures.map(({ name, value }) => \`\${name} \${value.toPrecision(5)}\`).join('  ');

type Row = { name: string; value: tf.Tensor };
/** Terms, and their values. */
interface Evaluated {
  terms: Term[];
  figures: Figure[];
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
    source.block(`${clipsAlike ? `/** The longest gradient, all weights together. */
const clipNorm = ${[...limits][0]};

` : ''}/** Scales all gradients by one factor so that their joint norm is at most \`clipNorm\`. */
function clip(gradients: Gradient[]${clipsAlike ? '' : ', clipNorm: number'}): Gradient[] {
  const squares = gradients.map(({ tensor }) => tensor.square().sum());
  const factor = tf.div(clipNorm, tf.addN(squares).sqrt().maximum(clipNorm));
  return gradients.map(({ name, tensor }) => ({ name, tensor: tensor.mul(factor) }));
}`);
  }
  if (scheduled) source.block(rateShare(training.schedule));
  const clipped = clipsAlike ? 'clip(gradients)' : 'clipNorm > 0 ? clip(gradients, clipNorm) : gradients';
  const applied = clips ? `tf.tidy(() => optimizer.applyGradients(${clipped}))` : 'optimizer.applyGradients(gradients)';
  if (moved.length > 0) {
    source.block(`/** One step of gradient descent on the sum of the terms. */
function minimise(
  optimizer: { applyGradients(gradients: Gradient[]): void },
  variables: tf.Variable[],
${clips && !clipsAlike ? '  clipNorm: number,\n' : ''}  evaluate: () => Evaluated,
): Figure[] {
  let figures: Figure[] = [];
  const { value, grads } = tf.variableGrads(() => {
    const evaluated = evaluate();
    figures = evaluated.figures;
    return total(evaluated.terms);
  }, variables);
  const gradients = Object.entries(grads).map(([name, tensor]) => ({ name, tensor }));
  ${applied};
  tf.dispose({ value, ...grads });
  return figures;
}`);
  }
  if (moved.length < players.length) {
    source.block(`/** One pass without a gradient: what learns follows moving means. */
function observe(evaluate: () => Evaluated): Figure[] {
  return tf.tidy(() => evaluate().figures);
}`);
  }

  source.block(`export class Trainer {
  private readonly model: Model;
  private readonly data: Data;
  private steps = 0;`);
  if (scheduled) source.add('  private readonly totalSteps: number;');
  for (const { player, create } of choices) source.add(`  private readonly ${optimizerName(player)} = ${create};`);
  for (const { player } of moved) source.add(`  private readonly ${player.names.value}Variables: tf.Variable[];`);
  source.block(`  constructor(model: Model, data: Data${scheduled ? ', totalSteps: number' : ''}) {
    this.model = model;
    this.data = data;${scheduled ? '\n    this.totalSteps = totalSteps;' : ''}`);
  for (const { player } of moved) source.add(`    this.${player.names.value}Variables = trainable(model.weights.${player.names.value});`);
  source.add('  }');

  const followed = ({ id }: CodePlayer, pad: string): string => following.filter(({ player }) => player === id).map(({ name }) => `\n${pad}ops.follow(model.${name});`).join('');
  const evaluate = (terms: PlayerTerms, pad: string, batch: string): string =>
    [
      '() => {',
      `  const values = ${passOf(batch, 'train', model.judges.get(terms.player.id))};`,
      `  const terms = ${call(terms)};`,
      `  const figures = this.figuresOf(when, ${batch}, values, terms);`,
      ...after(terms.player).map((statement) => `  ${statement}`),
      '  return { terms, figures };',
      '}',
    ].join(`\n${pad}`);
  source.block(`  /** One update of ${players.length > 1 ? `each player, the ${players[0]!.player.title} first` : 'the model'}. */
  step(batches: ${several ? 'Chosen' : 'number[]'}[], index: number${stepNeedsStep ? ', step: number' : ''}): Figure[] {
    const { data, model } = this;
    const when = this.steps === 0 ? 'Before the first step' : \`At step \${this.steps}\`;`);
  const rate = (player: CodePlayer, share: string): string => `this.${optimizerName(player)}.learningRate = ${player.settings.optimizer.learningRate} * ${share};`;
  if (scheduled) {
    const once = choices.filter(({ player }) => player.settings.updates === 1);
    if (once.length > 0) source.add('    const share = learningRateShare(step, this.totalSteps);');
    for (const { player } of once) source.add(`    ${rate(player, 'share')}`);
  }
  source.add('    const batch = batchOf(data, batches[index]!);');
  const figures = (one: PlayerTerms): string => (one === judged ? 'figures' : `${one.player.names.value}Figures`);
  for (const one of players) {
    const { player } = one;
    const limit = clips && !clipsAlike ? `, ${player.settings.clipNorm}` : '';
    const run = player.trained ? `minimise(this.${optimizerName(player)}, this.${player.names.value}Variables${limit}, ` : 'observe(';
    const update = (pad: string, batch: string): string => `${run}${evaluate(one, pad, batch)});${followed(player, pad)}`;
    const repeats = player.settings.updates;
    if (repeats === 1) source.add(`    const ${figures(one)} = ${update('    ', 'batch')}`);
    else {
      const share = fit(rate(player, `learningRateShare(step * ${repeats} + i, this.totalSteps * ${repeats})`), 6);
      source.add(`    // The ${player.title} learns from ${repeats} batches, this one and those after it.
    let ${figures(one)}: Figure[] = [];
    for (let i = 0; i < ${repeats}; i++) {
      const its = i === 0 ? batch : batchOf(data, batches[(index + i) % batches.length]!);
${scheduled ? `${share}\n` : ''}      ${figures(one)} = ${update('      ', 'its')}
      if (its !== batch) tf.dispose({ ...its });
    }`);
    }
  }
  source.add(`    tf.dispose({ ...batch });
    this.steps++;
    return ${players.length > 1 ? `[${players.map((one) => `...${figures(one)}`).join(', ')}]` : 'figures'};
  }`);

  if (validates) {
    source.block(`  /** The terms${hasMetrics ? ' and metrics' : ''} over items that are not trained on, each the mean over the items. */`);
    source.add(`  validate(items: ${several ? 'Chosen' : 'number[]'}, batchSize: number): Figure[] {
    const { data, model } = this;
    const when = \`On the held-out items, after \${this.steps} steps,\`;
    const sums = new Map<string, number>();
    const count = ${several ? 'countOfEach(items)' : 'items.length'};`);
    if (termsNeedStep) source.add('    // Weights and temperatures that move with the step count as they are in the end.\n    const step = Infinity;');
    source.add(`    for (let from = 0; from < count; from += batchSize) {
      const to = Math.min(from + batchSize, count);
${fit(`const batch = batchOf(data, ${ofEach(project, (at) => `items${at}.slice(from, to)`)});`, 6)}
      const figures = tf.tidy(() => {
        const values = ${passOf('batch', 'evaluate')};
        const terms = ${call(judged)};
        const rows = [{ name: '${totalName(training, mainPlayer(training).id)}', value: total(terms) }, ...terms${hasMetrics ? ', ...metrics(values)' : ''}];
        return this.figuresOf(when, batch, values, rows);
      });
      const share = (to - from) / count;
      for (const { name, value } of figures) sums.set(name, (sums.get(name) ?? 0) + value * share);
      tf.dispose({ ...batch });
    }
    return [...sums].map(([name, value]) => ({ name, value }));
  }`);
  }
  source.block(`  /** Throws where one is not finite, and says what it was made from. */
  private figuresOf(when: string, batch: Batch, values: object, rows: Row[]): Figure[] {
    const figures = rows.map(({ name, value }) => ({ name, value: numberOf(value) }));
    if (figures.every(({ value }) => Number.isFinite(value))) return figures;
    const weights = Object.values(this.model.weights).flat();
    throw notFinite(when, this.steps > 0, batch, values, weights);
  }`);
  source.add('}');
  return { source, scheduled, stepNeedsStep };
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
