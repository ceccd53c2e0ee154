/** `train.ts`: the command that trains, from the options to the weights. */
import { fit } from '../../../nodes/typescript/text';
import type { Project } from '../project';
import { Source } from '../source';
import type { ModelFile } from './model';
import type { TrainerFile } from './trainer';
import { trainedPath } from './weights';

const nothingToTrain = (): Source =>
  new Source('src/train.ts').add(`/** Training is not possible: no weight of the graph is free, so that no loss can change one. */
console.error('There is nothing to train: every weight is frozen, or there is none. \`npm run infer\` runs the model.');
process.exitCode = 1;`);

/** `hasWeights`: weights come with the project, which a training must not overwrite. */
export function trainFile(project: Project, model: ModelFile, trainer: TrainerFile | null, hasWeights: boolean): Source {
  const { training } = project.document;
  if (!trainer) return nothingToTrain();
  const validates = training.validationSplit > 0;
  const random = [...project.helpers].some(({ name }) => name === 'seedRandom');
  const source = new Source('src/train.ts');
  source.add(`/**
 * Trains the model and writes its weights:
 * \`npm run train -- --epochs 20 --data images-idx3-ubyte.gz\`.
 */
import { parseArgs } from 'node:util';
import { useBackend } from './backend.ts';
import { expectWritable, run, wholeNumber } from './command.ts';
import { ${model.starts ? 'batchOf, ' : ''}countOf, loadData, shuffled } from './data.ts';
import { Model } from './model.ts';`);
  if (random) source.add("import * as ops from './ops.ts';");
  source.add("import { print, Trainer, type Figure } from './trainer.ts';\nimport { loadWeights, saveWeights } from './weights.ts';");
  source.block(`const seed = ${training.seed};${validates ? `\nconst validationShare = ${training.validationSplit};` : ''}`);
  source.block(`await run(async () => {
  const { values: options } = parseArgs({
    options: {
      /** IDX file${project.datasets.length > 1 ? 's, one for each Dataset' : ''} instead of the one in data/. */
      data: { type: 'string', multiple: true },
      epochs: { type: 'string', default: '${training.epochs}' },
      /** Ends the training early. */
      steps: { type: 'string' },
      /** Weights to go on from, instead of random ones. */
      from: { type: 'string' },
      out: { type: 'string', default: '${trainedPath(hasWeights)}' },
    },
  });
  const epochs = wholeNumber('--epochs', options.epochs, 1);
  const lastStep = options.steps === undefined ? Infinity : wholeNumber('--steps', options.steps, 1);
  expectWritable(options.out);`);
  source.block(`  await useBackend();${random ? '\n  ops.seedRandom(seed);' : ''}
  const data = loadData(options.data);
  const items = shuffled([...Array(countOf(data)).keys()], seed);
  if (items.length < 2) throw new Error(\`Training needs at least 2 items, and there is \${items.length}\`);`);
  source.add(
    validates
      ? `  const heldOut = Math.max(1, Math.round(items.length * validationShare));
  const validationItems = items.slice(0, heldOut);
  const trainingItems = items.slice(heldOut);
  const batchSize = Math.min(${training.batchSize}, trainingItems.length);
  const stepsPerEpoch = Math.floor(trainingItems.length / batchSize);`
      : `  const batchSize = Math.min(${training.batchSize}, items.length);
  const stepsPerEpoch = Math.floor(items.length / batchSize);`,
  );
  const trainingItems = validates ? 'trainingItems' : 'items';
  source.block(`  const model = new Model();
  const weights = Object.values(model.weights).flat();
  if (options.from) loadWeights(options.from, weights);${model.starts ? `\n  else model.start(batchOf(data, ${trainingItems}.slice(0, 512)));` : ''}
  const trainer = new Trainer(model, data${trainer.scheduled ? ', epochs * stepsPerEpoch' : ''});`);
  source.block(`  let step = 0;
  for (let epoch = 0; epoch < epochs && step < lastStep; epoch++) {
    const started = performance.now();
    const order = shuffled(${trainingItems}, seed + epoch + 1);
    const batches = Array.from({ length: stepsPerEpoch }, (_, i) =>
      order.slice(i * batchSize, (i + 1) * batchSize),
    );
    let figures: Figure[] = [];
    for (let i = 0; i < batches.length && step < lastStep; i++) {
      figures = trainer.step(batches, i${trainer.stepNeedsStep ? ', step' : ''});
      step++;
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(\`epoch \${epoch + 1}/\${epochs}  \${print(figures)}  \${seconds} s\`);`);
  if (validates) source.add(fit(`const judged = trainer.validate(validationItems, batchSize${trainer.validateNeedsStep ? ', step' : ''});`, 4)).add('    console.log(`  validation  ${print(judged)}`);');
  source.add(`    saveWeights(options.out, weights);
  }
  console.log(\`\${step} steps, weights in \${options.out}\`);
});`);
  return source;
}
