/** `train.ts`: the training loop. */
import type { Player } from '../../../program/types';
import { fit } from '../../../nodes/typescript/text';
import { ancestors, writePass } from '../passes';
import type { Project } from '../project';
import { Source } from '../source';
import type { LossesFile, PlayerTerms } from './losses';
import type { ModelFile } from './model';
import { chooseOptimizer } from './optimizer';

const optimizerName: Record<Player, string> = { autoencoder: 'optimizer', critic: 'criticOptimizer' };

/** Start of a codebook from what the untrained network gives: the statements of the method that gives it. */
function starts(project: Project): string[] {
  return project.nodes.flatMap((node) => {
    const { start } = node.code;
    const from = start && node.sources(start.port)[0];
    if (!start || !from) return [];
    const given = new Map(project.datasets.map(({ id, name }) => [`${id}.data`, `batch.${name}`]));
    const pass = writePass(project, "'infer'", given, ancestors(project, from, new Set(given.keys())));
    const lines = pass.statements.map(({ name, expression }) => fit(`const ${name} = ${expression.replaceAll('this.', 'model.')};`, 2));
    return [...lines, fit(start.statement(`model.${node.name}`, pass.at(from)), 2)];
  });
}

const nothingToTrain = (): Source =>
  new Source('src/train.ts').add(`/** Training is not possible: no weight of the graph is free, so that no loss can change one. */
console.error('There is nothing to train: every weight is frozen, or there is none. \`npm run infer\` runs the model.');
process.exitCode = 1;`);

export function trainFile(project: Project, model: ModelFile, losses: LossesFile): Source {
  const { training } = project.document;
  const { hasMetrics } = losses;
  const after = project.nodes.flatMap(({ name, code }) => (code.afterStep ? [code.afterStep(`model.${name}`, `values.${name}`)] : []));
  const players = losses.players.filter(({ player }) => project.trained.has(player) || (player === 'autoencoder' && after.length > 0));
  if (players.length === 0) return nothingToTrain();
  const moved = players.filter(({ player }) => project.trained.has(player));
  const critic = players.find(({ player }) => player === 'critic');
  const autoencoder = players.find(({ player }) => player === 'autoencoder');
  const settingsOf = (player: Player) => (player === 'critic' ? training.criticOptimizer : training.optimizer);
  const choices = moved.map(({ player }) => ({ player, ...chooseOptimizer(settingsOf(player), training.schedule) }));
  const own = [...new Set(choices.flatMap(({ className }) => className ?? []))].sort();
  const scheduled = training.schedule.kind !== 'constant' && moved.length > 0;
  const clips = training.clipNorm > 0 && moved.length > 0;
  const startLines = starts(project);
  const random = [...project.helpers].some(({ name }) => name === 'seedRandom');
  const forward = (mode: string, step: string): string => `model.forward(batch, '${mode}'${model.forward.usesStep ? `, ${step}` : ''})`;
  const terms = ({ functionName, usesModel, usesStep }: PlayerTerms, step: string): string => `${functionName}(values${usesModel ? ', model' : ''}${usesStep ? `, ${step}` : ''})`;
  const needsStep = model.forward.usesStep || players.some(({ usesStep }) => usesStep);

  const source = new Source('src/train.ts');
  source.add(`/** Trains the model and writes its weights: \`npm run train -- --epochs 20 --data images-idx3-ubyte.gz\`. */`.length > 100
    ? `/**\n * Trains the model and writes its weights:\n * \`npm run train -- --epochs 20 --data images-idx3-ubyte.gz\`.\n */`
    : '');
  source.add("import { parseArgs } from 'node:util';\nimport * as tf from '@tensorflow/tfjs';\nimport { useBackend } from './backend';\nimport { batchOf, countOf, loadData, shuffled } from './data';");
  const fromLosses = [...players.map(({ functionName }) => functionName), ...(hasMetrics ? ['metrics'] : []), 'total', 'type Term'].sort((a, b) => (a.replace('type ', '').toLowerCase() < b.replace('type ', '').toLowerCase() ? -1 : 1));
  source.add(fit(`import { ${fromLosses.join(', ')} } from './losses';`));
  source.add("import { Model } from './model';");
  if (random || startLines.some((line) => line.includes('ops.'))) source.add("import * as ops from './ops';");
  if (own.length) source.add(`import { ${own.join(', ')} } from './optimizer';`);
  source.add("import { loadWeights, saveWeights } from './weights';");

  source.block(`const { values: options } = parseArgs({
  options: {
    /** IDX file${project.datasets.length > 1 ? 's, one for each Dataset' : ''} instead of the one in data/. */
    data: { type: 'string', multiple: true },
    epochs: { type: 'string', default: '${training.epochs}' },
    /** Ends the training early. */
    steps: { type: 'string', default: 'Infinity' },
    /** Weights to go on from, instead of random ones. */
    from: { type: 'string' },
    out: { type: 'string', default: 'weights.safetensors' },
  },
});
const epochs = Number(options.epochs);
const lastStep = Number(options.steps);
const seed = ${training.seed};
const validationShare = ${training.validationSplit};`);
  if (critic && training.criticSteps > 1) source.add(`/** Updates of the critic before each of the autoencoder. */\nconst criticSteps = ${training.criticSteps};`);
  if (clips) source.add(`/** The longest gradient, all weights together. */\nconst clipNorm = ${training.clipNorm};`);

  source.block(`await useBackend();${random ? '\nops.seedRandom(seed);' : ''}
const data = loadData(options.data);
const items = shuffled([...Array(countOf(data)).keys()], seed);
const heldOut = validationShare > 0 ? Math.max(1, Math.round(items.length * validationShare)) : 0;
const validationItems = items.slice(0, heldOut);
const trainingItems = items.slice(heldOut);
const batchSize = Math.min(${training.batchSize}, trainingItems.length);
const stepsPerEpoch = Math.floor(trainingItems.length / batchSize);`);
  if (scheduled) source.add('const totalSteps = epochs * stepsPerEpoch;');
  source.block('const model = new Model();\nconst weights = Object.values(model.weights).flat();\nif (options.from) loadWeights(options.from, weights);');
  for (const { player, create } of choices) source.add(`const ${optimizerName[player]} = ${create};`);
  for (const { player } of moved) source.add(fit(`const ${player}Variables = trainable(model.weights.${player});`));

  if (moved.length > 0) {
    source.block(`/** The weights of a player that gradients move; moving statistics are not among them. */
function trainable(named: typeof weights): tf.Variable[] {
  return named.map(([, variable]) => variable).filter((variable) => variable.trainable);
}

interface Gradient {
  name: string;
  tensor: tf.Tensor;
}`);
  }
  source.block(`interface Figure {
  name: string;
  value: number;
}
const figuresOf = (terms: { name: string; value: tf.Tensor }[]): Figure[] =>
  terms.map(({ name, value }) => ({ name, value: value.dataSync()[0] }));
const print = (figures: Figure[]): string =>
  figures.map(({ name, value }) => \`\${name} \${value.toPrecision(5)}\`).join('  ');`);
  if (clips) {
    source.block(`/** Scales all gradients by one factor so that their joint norm is at most \`clipNorm\`. */
function clip(gradients: Gradient[]): Gradient[] {
  const squares = gradients.map(({ tensor }) => tensor.square().sum());
  const factor = tf.div(clipNorm, tf.addN(squares).sqrt().maximum(clipNorm));
  return gradients.map(({ name, tensor }) => ({ name, tensor: tensor.mul(factor) }));
}`);
  }
  if (scheduled) {
    const warm = training.schedule.kind === 'warmup-cosine';
    source.block(
      warm
        ? `/** Share of the full learning rate: rises in ${training.schedule.warmupSteps} steps, then falls along half a cosine. */
function learningRateShare(step: number): number {
  const warmup = ${training.schedule.warmupSteps};
  if (step < warmup) return (step + 1) / (warmup + 1);
  const done = Math.min(1, (step - warmup) / Math.max(1, totalSteps - warmup));
  return (1 + Math.cos(Math.PI * done)) / 2;
}`
        : `/** Share of the full learning rate: half a cosine down to 0 (Loshchilov & Hutter 2017, eq. 5). */
function learningRateShare(step: number): number {
  return (1 + Math.cos(Math.PI * Math.min(1, step / totalSteps))) / 2;
}`,
    );
  }
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
  const loss = value.dataSync()[0];
  tf.dispose({ value, ...grads });
  if (!Number.isFinite(loss)) throw new Error(\`The loss is no longer finite: \${print(figures)}\`);
  return figures;
}`);
  }
  if (moved.length < players.length) {
    source.block(`/** One pass without a gradient: what learns follows moving means. */
function observe(evaluate: () => Term[]): Figure[] {
  let figures: Figure[] = [];
  tf.tidy(() => {
    figures = figuresOf(evaluate());
  });
  return figures;
}`);
  }
  source.block(`/** One update of ${critic && autoencoder ? 'each player, the critic first' : 'the model'}. */
function trainStep(batches: number[][], index: number${needsStep || scheduled ? ', step: number' : ''}): Figure[] {`);
  if (scheduled) for (const { player } of choices) source.add(`  ${optimizerName[player]}.learningRate = ${settingsOf(player).learningRate} * learningRateShare(step);`);
  if (critic) {
    const repeats = training.criticSteps > 1;
    const target = autoencoder ? 'criticFigures' : 'figures';
    if (repeats) source.add(`  let ${target}: Figure[] = [];`);
    const pad = repeats ? '    ' : '  ';
    if (repeats) source.add('  for (let i = 0; i < criticSteps; i++) {');
    source.add(`${pad}const real = batchOf(data, batches[${repeats ? '(index + i) % batches.length' : 'index'}]);
${pad}${repeats ? '' : 'const '}${target} = minimise(criticOptimizer, criticVariables, () => {
${pad}  const values = ${forward('train', 'step').replace('(batch', '(real')};
${pad}  return ${terms(critic, 'step')};
${pad}});
${pad}tf.dispose({ ...real });`);
    if (repeats) source.add('  }');
  }
  if (autoencoder) {
    source.add(`  const batch = batchOf(data, batches[index]);
  const figures = ${moved.includes(autoencoder) ? 'minimise(optimizer, autoencoderVariables, ' : 'observe('}() => {
    const values = ${forward('train', 'step')};`);
    for (const statement of after) source.add(`    ${statement}`);
    source.add(`    return ${terms(autoencoder, 'step')};
  });
  tf.dispose({ ...batch });`);
  }
  source.add(critic && autoencoder ? '  return [...criticFigures, ...figures];\n}' : '  return figures;\n}');

  const judged = autoencoder ?? critic!;
  source.block(`/** The terms${hasMetrics ? ' and metrics' : ''} over the items that are not trained on. */
function validate(${needsStep ? 'step: number' : ''}): Figure[] {
  const sums = new Map<string, number>();
  for (let from = 0; from < validationItems.length; from += batchSize) {
    const chosen = validationItems.slice(from, from + batchSize);
    const batch = batchOf(data, chosen);
    tf.tidy(() => {
      const values = ${forward('evaluate', 'step')};
      const terms = ${terms(judged, 'step')};
      const loss = { name: 'loss', value: total(terms) };
      const figures = figuresOf([loss, ...terms${hasMetrics ? ', ...metrics(values)' : ''}]);
      const share = chosen.length / validationItems.length;
      for (const { name, value } of figures) sums.set(name, (sums.get(name) ?? 0) + value * share);
    });
    tf.dispose({ ...batch });
  }
  return [...sums].map(([name, value]) => ({ name, value }));
}`);
  if (startLines.length) {
    source.block(`/** Starts what begins from the network's own values, before the first step. */
function start(): void {
  const batch = batchOf(data, trainingItems.slice(0, 512));
  tf.tidy(() => {
${startLines.map((line) => line.replace(/^/gm, '  ')).join('\n')}
  });
  tf.dispose({ ...batch });
}
if (!options.from) start();`);
  }
  const usesTrainStep = needsStep || scheduled;
  source.block(`let step = 0;
for (let epoch = 0; epoch < epochs && step < lastStep; epoch++) {
  const started = performance.now();
  const order = shuffled(trainingItems, seed + epoch + 1);
  const batches = Array.from({ length: stepsPerEpoch }, (_, i) =>
    order.slice(i * batchSize, (i + 1) * batchSize),
  );
  let figures: Figure[] = [];
  for (let i = 0; i < batches.length && step < lastStep; i++) {
    figures = trainStep(batches, i${usesTrainStep ? ', step' : ''});
    step++;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(\`epoch \${epoch + 1}/\${epochs}  \${print(figures)}  \${seconds} s\`);
  if (heldOut > 0) console.log(\`  validation  \${print(validate(${needsStep ? 'step' : ''}))}\`);
  saveWeights(options.out, weights);
}
console.log(\`\${step} steps, weights in \${options.out}\`);`);
  return source;
}
