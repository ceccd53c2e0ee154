/** `trainer.ts`: one step of each player, and the losses over held-out items. */
import { mainPlayer, totalName } from '../../../document/players';
import type { LossesText, PlayerTerms } from '../losses';
import type { ModelText } from '../model';
import { fit, quote } from '../text';
import { ofEach, type CodePlayer, type Project } from '../project';
import { Source } from '../../program/source';
import { validatesOf } from './data/dealing';
import { gradientsText, minimiseText, observeText, severalText, type MinimiseOptions } from './minimise';
import type { Choice } from './optimizer';
import { isStack, type StagesFile } from './stages';

export interface TrainerFile {
  readonly source: Source;
  /** The learning rate follows a schedule, so that the trainer is told how many steps there are. */
  readonly scheduled: boolean;
  readonly stepNeedsStep: boolean;
}

const optimizerName = ({ isMain, names }: CodePlayer): string => (isMain ? 'optimizer' : `${names.value}Optimizer`);

/** Null where no weight is free. `chosen`: the optimisers of the players that are trained, in their order. */
export function trainerFile(project: Project, model: ModelText, losses: LossesText, stages: StagesFile | null, hasDerivatives: boolean, chosen: readonly Choice[]): TrainerFile | null {
  const { training } = project.document;
  const [accumulates, averages] = [training.accumulate > 1, training.averageDecay > 0];
  const after = ({ id, settings: { updates } }: CodePlayer): string[] =>
    (model.follows.get(id) ?? []).map(({ node, statement }) => {
      const update = `this.steps${updates > 1 ? ` * ${updates} + i` : ''}`;
      const batches = updates > 1 ? 'its' : 'parts';
      return `${stages?.frozen.has(node) ? `if (!stage.frozen?.includes(${quote(node)})) ` : ''}${statement(accumulates ? `${updates > 1 ? `(${update})` : update} * ${batches}.length + number` : update)}`;
    });
  const players = losses.players.filter(({ player }) => player.trained || after(player).length > 0);
  if (players.length === 0) return null;
  const moved = players.filter(({ player }) => player.trained);
  const main = players.find(({ player }) => player.isMain);
  const opponents = players.filter((one) => one !== main);
  const choices = moved.map(({ player }, i) => ({ player, ...chosen[i]! }));
  const own = [...new Set(chosen.flatMap(({ own: one }) => one?.name ?? []))].sort();
  const scheduled = training.schedule.kind !== 'constant' && moved.length > 0;
  const limits = new Set(moved.map(({ player }) => player.settings.clipNorm));
  const clips = [...limits].some((limit) => limit > 0);
  const clipsAlike = clips && limits.size === 1;
  const validates = validatesOf(project);
  const several = project.datasets.length > 1;
  const termsNeedStep = model.usesStep || players.some(({ usesStep }) => usesStep);
  const stepNeedsStep = termsNeedStep || scheduled;
  const judged = main ?? opponents[0]!;
  const when = (text: string, otherwise = ''): string => (stages ? text : otherwise);
  const freezes = stages !== null && stages.frozen.size > 0;
  const ofStage = (terms: string): string => (stages?.counts && !terms.startsWith('[]') ? `counted(stage, ${terms})` : terms);
  const judges = stages !== null && stages.judged.length > 1;
  const judgedNeedsStep = judges && stages.judged.some(({ usesStep }) => usesStep);
  const hasMetrics = losses.hasMetrics;
  const isBlind = ({ functionName }: PlayerTerms): boolean => functionName === null && hasMetrics;

  const pulls = model.pulls.size > 0;
  const call = ({ functionName, usesModel, usesStep }: PlayerTerms): string => functionName === null ? '[] as Term[]' : `${functionName}(values${usesModel ? ', model' : ''}${usesStep ? ', step' : ''})`;
  const passOf = (batch: string, mode: string, { method, usesStep }: { readonly method: string; readonly usesStep: boolean } = { method: 'forward', usesStep: model.usesStep }): string => `model.${method}(${batch}, '${mode}'${usesStep ? ', step' : ''})`;

  const source = new Source('src/trainer.ts');
  source.add(`/** Trains a model: one step of gradient descent at a time. */\nimport * as tf from '@tensorflow/tfjs';${averages ? "\nimport { Averages } from './averages.ts';" : ''}\nimport { batchOf, ${several ? `${validates ? 'countOfEach, ofEach, ' : ''}type Chosen, ` : ''}type Data } from './data.ts';${hasDerivatives ? "\nimport './derivatives.ts';" : ''}\nimport { notFinite } from './finite.ts';`);
  const used = [...players.flatMap(({ functionName }) => functionName ?? []), ...(hasMetrics ? ['metrics'] : []), ...(moved.length > 0 || validates ? ['total'] : []), 'type Term', ...(losses.hasUnits ? ['units'] : [])];
  const plain = (name: string): string => name.replace('type ', '').toLowerCase();
  source.add(fit(`import { ${used.toSorted((a, b) => (plain(a) < plain(b) ? -1 : 1)).join(', ')} } from './losses.ts';`));
  source.add(`import type { Batch, Model${judges && validates ? ', Values' : ''} } from './model.ts';`);
  if (moved.length > 0) source.add("import type { NamedWeight } from './ops.ts';");
  if (own.length) source.add(`import { ${own.join(', ')} } from './optimizer.ts';`);
  if (stages) source.add(`import { ${[...(stages.counts ? ['counted'] : []), ...(stages.frozen.size > 0 ? ['isFrozen'] : []), ...(stages.pulls ? ['pulls'] : []), 'type Stage'].join(', ')} } from './stages.ts';`);

  source.block(`/** A number that is shown. */
export type Figure = { name: string; value: number };

const numberOf = (scalar: tf.Tensor): number => scalar.dataSync()[0]!;
export const print = (figures: Figure[]): string =>
${losses.hasUnits ? "  figures\n    .map(({ name, value }) => `${name} ${value.toPrecision(5)} ${units.get(name) ?? ''}`.trim())\n    .join('  ');" : "  figures.map(({ name, value }) => `${name} ${value.toPrecision(5)}`).join('  ');"}

type Row = { name: string; value: tf.Tensor };
/** Terms, and their values. */
interface Evaluated {
  terms: Term[];
  figures: Figure[];${pulls ? '\n  /** Gradients of weights that are of no loss. */\n  pulls?: [tf.Variable, tf.Tensor][];' : ''}
}`);
  if (moved.length > 0) {
    source.block(`interface Gradient {
  name: string;
  tensor: tf.Tensor;
}

/** The weights that gradients move${freezes ? ' in a stage' : ''}; moving statistics are not among them. */
function trainable(named: NamedWeight[]${freezes ? ', stage: Stage' : ''}): tf.Variable[] {
  return named${freezes ? '\n    .filter(([name]) => !isFrozen(stage, name))\n    ' : ''}.map(([, variable]) => variable)${freezes ? '\n    ' : ''}.filter((variable) => variable.trainable);
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
  const manner: MinimiseOptions = { accumulates, limits: clips && !clipsAlike, freezes, pulls, applied };
  if (accumulates) source.block(severalText);
  if (pulls) source.block(gradientsText);
  if (moved.length > 0) source.block(minimiseText(manner));
  if (moved.length < players.length || freezes) source.block(observeText(manner));

  source.block(`export class Trainer {
  private readonly model: Model;
  private readonly data: Data;${when('\n  private readonly stage: Stage;')}
  private steps = 0;${averages ? '\n  readonly averages: Averages;' : ''}`);
  if (scheduled) source.add('  private readonly totalSteps: number;');
  for (const { player, create } of choices) source.add(`  private readonly ${optimizerName(player)} = ${create};`);
  for (const { player } of moved) source.add(`  private readonly ${player.names.value}Variables: tf.Variable[];`);
  source.block(`  constructor(model: Model, data: Data${when(', stage: Stage')}${scheduled ? ', totalSteps: number' : ''}) {
    this.model = model;
    this.data = data;${when('\n    this.stage = stage;')}${averages ? '\n    this.averages = new Averages(Object.values(model.weights).flat());' : ''}${scheduled ? '\n    this.totalSteps = totalSteps;' : ''}`);
  for (const { player } of moved) source.add(`    this.${player.names.value}Variables = trainable(model.weights.${player.names.value}${freezes ? ', stage' : ''});`);
  const stacks = project.nodes.filter((node) => stages?.frozen.has(node.id) && isStack(project, node));
  if (stacks.length > 0) source.add('    // The layers of a frozen node run as at inference.');
  for (const { id, name } of stacks) source.add(`    model.${name}.layers.trainable = !stage.frozen?.includes(${quote(id)});`);
  source.add('  }');

  /** `width`: of what stands before its lines. */
  const pulledBy = ({ id }: CodePlayer, width: number): string[] => {
    const own = model.pulls.get(id) ?? [];
    if (own.length === 0) return [];
    const push = (text: string, indent: number): string => fit(`pulled.push(...${text});`, width + indent).slice(width);
    return ['  const pulled: [tf.Variable, tf.Tensor][] = [];', ...own.flatMap(({ node, call: text }) => (stages?.pulls ? [`  if (pulls(stage, ${quote(node)})) {`, push(text, 4), '  }'] : [push(text, 2)]))];
  };
  const evaluate = (terms: PlayerTerms, pad: string, batch: string): string =>
    [
      accumulates ? `(batch${after(terms.player).some((statement) => statement.includes(' + number')) ? ', number' : ''}) => {` : '() => {',
      `  const values = ${passOf(batch, 'train', model.judges.get(terms.player.id))};`,
      terms.functionName === null ? '  const terms: Term[] = [];' : `  const terms = ${ofStage(call(terms))};`,
      `  const figures = this.figuresOf(when, ${batch}, values, ${isBlind(terms) ? 'metrics(values)' : 'terms'});`,
      ...pulledBy(terms.player, pad.length),
      ...after(terms.player).map((statement) => `  ${statement}`),
      model.pulls.has(terms.player.id) ? '  return { terms, figures, pulls: pulled };' : '  return { terms, figures };',
      '}',
    ].join(`\n${pad}`);
  source.block(`  /** One update of ${players.length > 1 ? `each player${when(' of the stage')}, the ${players[0]!.player.title} first` : 'the model'}. */
  step(batches: ${several ? 'Chosen' : 'number[]'}[]${accumulates ? '[]' : ''}, index: number${stepNeedsStep ? ', step: number' : ''}): Figure[] {
    const { data, model${when(', stage')} } = this;
    const when = this.steps === 0 ? ${when('`Before the first step of ${stage.name}` : `At step ${this.steps} of ${stage.name}`', "'Before the first step' : `At step ${this.steps}`")};`);
  const rate = (player: CodePlayer, share: string): string => `this.${optimizerName(player)}.learningRate = ${player.settings.optimizer.learningRate} * ${share};`;
  if (scheduled) {
    const once = choices.filter(({ player }) => player.settings.updates === 1);
    if (once.length > 0) source.add('    const share = learningRateShare(step, this.totalSteps);');
    for (const { player } of once) source.add(`    ${rate(player, 'share')}`);
  }
  source.add(accumulates ? '    const parts = batches[index]!.map((items) => batchOf(data, items));' : '    const batch = batchOf(data, batches[index]!);');
  const figures = (one: PlayerTerms): string => (one === judged ? 'figures' : `${one.player.names.value}Figures`);
  // Of stages in which not everybody has a turn.
  const skips = stages !== null && players.some(({ player }) => !stages.always.has(player.id));
  if (skips) source.add('    const figures: Figure[] = [];');
  for (const one of players) {
    const { player } = one;
    const isSkipped = skips && !stages.always.has(player.id);
    const pad = isSkipped ? '      ' : '    ';
    const limit = clips && !clipsAlike ? `, ${player.settings.clipNorm}` : '';
    const run = player.trained ? `minimise(this.${optimizerName(player)}, this.${player.names.value}Variables${limit}, ` : 'observe(';
    const update = (indent: string, batch: string): string => `${run}${accumulates ? `${batch}, ` : ''}${evaluate(one, indent, accumulates ? 'batch' : batch)});`;
    const averaged = (indent: string, count: string): string => (averages ? `\n${indent}this.averages.follow(model.weights.${player.names.value}, ${count});` : '');
    const repeats = player.settings.updates;
    const told = skips ? `${player.names.value}Figures` : figures(one);
    if (isSkipped) source.add(`    if (stage.players.includes(${quote(player.names.value)})) {`);
    if (repeats === 1) source.add(`${pad}const ${told} = ${update(pad, accumulates ? 'parts' : 'batch')}${averaged(pad, 'this.steps')}`);
    else {
      const inner = `${pad}  `;
      const share = fit(rate(player, `learningRateShare(step * ${repeats} + i, this.totalSteps * ${repeats})`), inner.length);
      source.add(`${pad}// The ${player.title} learns ${accumulates ? `${repeats} times, from these batches` : `from ${repeats} batches, this one`} and those after ${accumulates ? 'them' : 'it'}.
${pad}let ${told}: Figure[] = [];
${pad}for (let i = 0; i < ${repeats}; i++) {
${accumulates ? `${inner}const next = batches[(index + i) % batches.length]!;
${inner}const its = i === 0 ? parts : next.map((items) => batchOf(data, items));` : `${inner}const its = i === 0 ? batch : batchOf(data, batches[(index + i) % batches.length]!);`}
${scheduled ? `${share}\n` : ''}${inner}${told} = ${update(inner, 'its')}${averaged(inner, `this.steps * ${repeats} + i`)}
${accumulates ? `${inner}if (its !== parts) for (const batch of its) tf.dispose({ ...batch });` : `${inner}if (its !== batch) tf.dispose({ ...its });`}
${pad}}`);
    }
    if (skips) source.add(`${pad}figures.push(...${told});`);
    if (isSkipped) source.add('    }');
  }
  source.add(`    ${accumulates ? 'for (const batch of parts) tf.dispose({ ...batch });' : 'tf.dispose({ ...batch });'}
    this.steps++;
    return ${players.length > 1 && !skips ? `[${players.map((one) => `...${figures(one)}`).join(', ')}]` : 'figures'};
  }`);

  if (validates) {
    source.block(`  /** The terms${hasMetrics ? ' and metrics' : ''} over items that are not trained on, each the mean over the items. */`);
    source.add(`  validate(items: ${several ? 'Chosen' : 'number[]'}, batchSize: number): Figure[] {
    const { data, model${stages?.counts && !judges ? ', stage' : ''} } = this;
    const when = \`On the held-out items, after \${this.steps} steps${when(' of ${this.stage.name}')},\`;
    const sums = new Map<string, number>();
    const count = ${several ? 'countOfEach(items)' : 'items.length'};`);
    if (termsNeedStep) source.add('    // Weights and temperatures that move with the step count as they are in the end.\n    const step = Infinity;');
    source.add(`    for (let from = 0; from < count; from += batchSize) {
      const to = Math.min(from + batchSize, count);
${fit(`const batch = batchOf(data, ${ofEach(project, (at) => `items${at}.slice(from, to)`)});`, 6)}
      const figures = tf.tidy(() => {
        const values = ${passOf('batch', 'evaluate')};
        const terms = ${judges ? `this.judged(values${judgedNeedsStep ? ', step' : ''})` : ofStage(call(stages?.judged[0] ?? judged))};
        const rows = [${pulls ? `...(terms.length > 0 ? [{ name: '${totalName(training, mainPlayer(training).id)}', value: total(terms) }] : [])` : `{ name: '${totalName(training, mainPlayer(training).id)}', value: total(terms) }`}, ...terms${hasMetrics ? ', ...metrics(values)' : ''}];
        return this.figuresOf(when, batch, values, rows);
      });
      const share = (to - from) / count;
      for (const { name, value } of figures) sums.set(name, (sums.get(name) ?? 0) + value * share);
      tf.dispose({ ...batch });
    }
    return [...sums].map(([name, value]) => ({ name, value }));
  }`);
    if (judges) {
      const used = [...(stages.judged.some(({ usesModel }) => usesModel) ? ['model'] : []), 'stage'];
      source.block(`  /** The terms of the last player of the stage. */
  private judged(values: Values${judgedNeedsStep ? ', step: number' : ''}): Term[] {
    const { ${used.join(', ')} } = this;
    switch (stage.players.at(-1)) {
${stages.judged.slice(0, -1).map((one) => `      case ${quote(one.player.names.value)}:\n        return ${ofStage(call(one))};`).join('\n')}
      default:
        return ${ofStage(call(stages.judged.at(-1)!))};
    }
  }`);
    }
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
