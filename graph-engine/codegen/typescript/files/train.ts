/** `train.ts`: the command that trains, from the options to the weights. */
import { fit } from '../text';
import type { ModelText } from '../model';
import { ofEach, type Project } from '../project';
import { Source } from '../../program/source';
import type { TrainerFile } from './trainer';
import { dealsOut, validatesOf } from './data/dealing';
import { hasNormal, howToFit, labelledOf, testShareOf } from './data/kinds';
import { tellsSome } from './data/told';
import { fileNames } from './infer';
import { turns } from './layout';
import { drawsSplit } from './split';
import type { StagesFile } from './stages';
import { trainedPath } from './weights';

const nothingToTrain = (): Source =>
  new Source('src/train.ts').add(`/** Training is not possible: no weight of the graph is free, so that no loss can change one. */
console.error('There is nothing to train: every weight is frozen, or there is none. \`npm run infer\` runs the model.');
process.exitCode = 1;`);

interface TrainOptions {
  readonly trainer: TrainerFile | null;
  readonly stages: StagesFile | null;
  /** Nothing but labels is learned by the whole run; of a run in stages, each says so. */
  readonly labelsAlone: boolean;
  /** There is an early stopping. */
  readonly stops: boolean;
  /** Weights come with the project, which a training must not overwrite. */
  readonly hasWeights: boolean;
}

export function trainFile(project: Project, model: ModelText, { trainer, stages, labelsAlone, stops, hasWeights }: TrainOptions): Source {
  const { training } = project.document;
  if (!trainer) return nothingToTrain();
  const deals = dealsOut(project);
  const validates = validatesOf(project);
  const several = project.datasets.length > 1;
  const turned = turns(project);
  const purpose = (of: string): string => (several || of.includes('$') ? `\`${of}${several ? ' ${name}' : ''}\`` : `'${of}'`);
  const named = fileNames(project);
  const labelled = labelledOf(project).length > 0;
  const tells = tellsSome(project);
  const rounds = tells && (stages ? stages.labels : labelsAlone);
  const normal = hasNormal(project);
  const shares = project.datasets.map(testShareOf);
  const tests = shares.some((share) => share > 0);
  const random = /\bops\.(?:random|heNormal|glorotUniform|normal|linear|nextSeed)/.test(model.source.text + [...project.classes.texts.values()].join());
  const source = new Source('src/train.ts');
  source.add(`/**
 * Trains the model and writes its weights:
 * \`npm run train -- --epochs 20 --data ${named.example}\`.
 */
import { parseArgs } from 'node:util';
import { useBackend } from './backend.ts';
import { expectWritable, run, wholeNumber } from './command.ts';
import { ${model.starts ? 'batchOf, ' : ''}${normal ? '' : 'countOf, '}${several ? 'countOfEach, ' : ''}fitData, fittedShapes, ${rounds ? 'inRounds, ' : ''}loadData${several ? ', ofEach' : ''}, prepare${tells ? ', tellLabels' : ''}${normal ? ', trainable' : ''} } from './data.ts';`);
  if (turned) source.add("import { layoutOf } from './layout.ts';");
  source.add("import { Model } from './model.ts';");
  if (random) source.add("import * as ops from './ops.ts';");
  if (!deals || !rounds || stages) source.add("import { shuffled } from './random.ts';");
  if (deals) source.add("import { dealOut } from './split.ts';");
  if (stages) source.add(`import { ${stages.copies ? 'copyWeights, ' : ''}stageCalled, stages, stepsOf } from './stages.ts';`);
  if (stops) source.add("import { EarlyStopping } from './stopping.ts';");
  source.add("import { print, Trainer, type Figure } from './trainer.ts';\nimport { loadFitted, loadWeights, saveWeights } from './weights.ts';");
  source.block(`const seed = ${training.seed};`);
  if (validates && !deals) {
    source.add(`const validationShare = ${training.validationSplit};
/** How many of so many items are not trained on: one at least, and never all. */
const heldOutOf = (count: number): number =>
  Math.min(Math.max(1, Math.round(count * validationShare)), count - 1);`);
  }
  if (tests && !deals) {
    const share = several ? `{ ${project.datasets.map(({ name }, i) => `${name}: ${shares[i]}`).join(', ')} }` : String(shares[0]);
    source.add(`/** Share of the items that is neither trained on nor held out, for judging in the end. */
const testShare = ${share};
/** How many of so many items these are, where some are held out. */
const leftOf = (count: number, heldOut: number${several ? ', share: number' : ''}): number =>
  ${several ? 'share === 0 ? 0 : ' : ''}Math.min(Math.max(1, Math.round(count * ${several ? 'share' : 'testShare'})), count - heldOut - 1);`);
  }
  source.block(`await run(async () => {
  const { values: options } = parseArgs({
    options: {
      /** ${named.kind} file${several ? 's, one for each Dataset,' : ''} instead of the one in data/. */
      data: { type: 'string', multiple: true },${turned ? `\n      /** How the sides of an item lie in ${several ? 'those files' : 'that file'}. */\n      layout: { type: 'string' },` : ''}${labelled ? `\n      /** IDX file with the labels of --data. */\n      labels: { type: 'string', multiple: true },` : ''}
${stages ? "      /** A stage to train alone, by its name. */\n      stage: { type: 'string' },\n      /** Passes over the training items in each stage, in place of its own length. */\n      epochs: { type: 'string' }," : `      /** Passes over the training items, instead of ${training.epochs}${training.minSteps > 0 ? ` or as many as ${training.minSteps} steps take, which is more for a small set` : ''}. */
      epochs: { type: 'string' },`}
      /** Ends the training early. */
      steps: { type: 'string' },
      /** Weights to go on from, instead of random ones. */
      from: { type: 'string' },
      out: { type: 'string', default: '${trainedPath(hasWeights)}' },
    },
  });
${stages ? "  const taken = options.stage === undefined ? stages : [stageCalled(options.stage)];\n" : ''}  const given = options.epochs === undefined ? undefined : wholeNumber('--epochs', options.epochs, 1);
  const most = options.steps === undefined ? Infinity : wholeNumber('--steps', options.steps, 1);
${turned ? '  const layout = options.layout === undefined ? undefined : layoutOf(options.layout);\n' : ''}  expectWritable(options.out);`);
  source.block(`  await useBackend();${random ? '\n  ops.seedRandom(seed);' : ''}
  const loaded = loadData(options.data${turned ? ', layout' : ''}${labelled ? ', options.labels' : ''});
${normal ? `  const chosen = trainable(loaded);\n  const count = ${several ? 'countOfEach(chosen)' : 'chosen.length'};` : '  const count = countOf(loaded);'}
  if (count < 2) throw new Error(\`Training needs at least 2 items, and there is \${count}\`);
${fit(`const items = ${ofEach(project, (at) => {
    const all = normal ? `chosen${at}` : `[...Array(${at ? `loaded${at}.count` : 'count'}).keys()]`;
    return deals ? all : `shuffled(${all}, seed, ${purpose('split')})`;
  })};`, 2)}`);
  const trainingItems = validates || tests || deals ? 'trainingItems' : 'items';
  if (deals) {
    source.add(`  const parts = dealOut(loaded, items${drawsSplit(project) ? ', seed' : ''});`);
    if (validates) source.add(fit(`const validationItems = ${ofEach(project, (at) => `parts${at}.validation`)};`, 2));
    source.add(fit(`const trainingItems = ${ofEach(project, (at) => `parts${at}.training`)};`, 2));
  } else if (validates || tests) {
    const part = (range: (heldOut: string, at: string) => string): string => ofEach(project, (at) => `items${at}.slice(${range(!validates ? '0' : at ? `heldOutOf(items${at}.length)` : 'heldOut', at)})`);
    const left = (heldOut: string, at: string): string => {
      if (!tests) return heldOut;
      const count = `leftOf(${at ? `items${at}.length` : 'count'}, ${heldOut}${at ? `, testShare${at}` : ''})`;
      return heldOut === '0' ? count : `${heldOut} + ${count}`;
    };
    if (!several && validates) source.add('  const heldOut = heldOutOf(count);');
    if (validates) source.add(fit(`const validationItems = ${part((heldOut) => `0, ${heldOut}`)};`, 2));
    source.add(fit(`const trainingItems = ${part(left)};`, 2));
  }
  const trained = several ? `countOfEach(${trainingItems})` : `${trainingItems}.length`;
  source.add(`  const trainedOn = ${trained};
  const batchSize = Math.min(${training.batchSize}, trainedOn);
${training.accumulate > 1 ? `  // Batches of an update, where there are so many.
  const accumulate = Math.min(${training.accumulate}, Math.floor(trainedOn / batchSize));
  const stepsPerEpoch = Math.floor(trainedOn / batchSize / accumulate);` : '  const stepsPerEpoch = Math.floor(trainedOn / batchSize);'}`);
  const first = ofEach(project, (at) => `${trainingItems}${at}.slice(0, ${several ? 'Math.min(512, trainedOn)' : '512'})`);
  // Weights go with what their own data were prepared with.
  const how = howToFit(project);
  source.block(`  ${fit(`const fitted = options.from === undefined ? fitData(${{ nothing: '', data: 'loaded', training: `loaded, ${trainingItems}` }[how]}) : loadFitted(options.from, fittedShapes);`, 2).trimStart()}
  const data = prepare(loaded${how === 'nothing' ? '' : ', fitted'});${tells ? `\n  ${rounds ? 'const told = ' : ''}tellLabels(data, ${trainingItems});` : ''}`);
  const batches = (pad: number): string => {
    const [outer, inner] = [' '.repeat(pad), ' '.repeat(pad + 2)];
    return training.accumulate > 1
      ? `${outer}const batches = Array.from({ length: stepsPerEpoch }, (_, i) =>
${inner}Array.from({ length: accumulate }, (_, number) => {
${inner}  const from = (i * accumulate + number) * batchSize;
${inner}  return ${ofEach(project, (at) => `order${at}.slice(from, from + batchSize)`)};
${inner}}),
${outer});`
      : `${outer}const batches = Array.from({ length: stepsPerEpoch }, (_, i) =>
${inner}${ofEach(project, (at) => `order${at}.slice(i * batchSize, (i + 1) * batchSize)`)},
${outer});`;
  };
  const inAnyOrder = (at: string): string => `shuffled(${trainingItems}${at}, seed, ${purpose('order ${epoch}')})`;
  // Where nothing but labels is learned, items without one are passed over.
  const inRounds = (at: string): string => `inRounds(told${at}, ${trainingItems}${at}.length, seed, ${purpose('order ${epoch}')})`;
  const items = (at: string): string => (!rounds ? inAnyOrder(at) : stages ? `stage.labels ? ${inRounds(at)} : ${inAnyOrder(at)}` : inRounds(at));
  const order = (pad: number): string => `${fit(`const order = ${ofEach(project, items)};`, pad)}
${batches(pad)}`;
  const averages = training.averageDecay > 0;
  /** What happens while the model is what it is judged as. */
  const judging = (pad: number, lines: readonly string[]): void => {
    if (averages) source.add(`${' '.repeat(pad)}trainer.averages.during(() => {`);
    for (const line of lines) source.add(fit(line, averages ? pad + 2 : pad));
    if (averages) source.add(`${' '.repeat(pad)}});`);
  };
  const start = `const model = new Model();
  const weights = Object.values(model.weights).flat();
  if (options.from !== undefined) loadWeights(options.from, weights);${model.starts ? `\n${fit(`else model.start(batchOf(data, ${first}));`, 2)}` : ''}`;
  if (stages) {
    const check = 'stopping.check(step - first, judged[0]!.value, step === end);';
    source.block(`  ${start}`);
    source.block(`  let step = 0;
  for (const stage of taken) {
    const first = step;
    const steps = stepsOf(stage, stepsPerEpoch, given);
    const end = Math.min(first + steps, most);
    console.log(\`stage \${stage.name}\`);${stages.copies ? '\n    copyWeights(weights, stage);' : ''}
    const trainer = new Trainer(model, data, stage${trainer.scheduled ? ', steps' : ''});${stops ? `\n    const stopping = new EarlyStopping(weights${stages.settles ? ', stage.settledAt' : ''});` : ''}`);
    source.block(`    while (step < end${stops ? ' && !stopping.isOver' : ''}) {
      const started = performance.now();
      // A stage that is given in steps may end within an epoch, where the next one goes on.
      const epoch = Math.floor(step / stepsPerEpoch);
${order(6)}
      let figures: Figure[] = [];
      for (let i = step % stepsPerEpoch; i < batches.length && step < end; i++) {
        figures = trainer.step(batches, i${trainer.stepNeedsStep ? ', step - first' : ''});
        step++;
      }
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(\`epoch \${epoch + 1}  step \${step}/\${end}  \${print(figures)}  \${seconds} s\`);`);
    judging(6, [
      ...(validates ? ['const judged = trainer.validate(validationItems, batchSize);', 'console.log(`  validation  ${print(judged)}`);'] : []),
      ...(!stops ? [] : stages.stops === 'some' ? [`if (stage.judged !== false) ${check}`] : [check]),
      'saveWeights(options.out, weights, fitted);',
    ]);
    source.add(`    }${stops ? `\n    const kept = stopping.keepBest();\n    if (kept) console.log(\`  \${kept}\`);${averages ? '\n    else trainer.averages.take();' : ''}` : averages ? '\n    trainer.averages.take();' : ''}
    if (step >= most) break;
  }
  saveWeights(options.out, weights, fitted);
  console.log(\`\${step} steps, weights in \${options.out}\`);
});`);
    return source;
  }
  source.block(`  const totalSteps = ${training.minSteps > 0 ? `given === undefined ? Math.max(${training.epochs} * stepsPerEpoch, ${training.minSteps}) : given * stepsPerEpoch` : `(given ?? ${training.epochs}) * stepsPerEpoch`};
  const lastStep = Math.min(totalSteps, most);
  const epochs = Math.ceil(lastStep / stepsPerEpoch);
  ${start}
  const trainer = new Trainer(model, data${trainer.scheduled ? ', totalSteps' : ''});${stops ? '\n  const stopping = new EarlyStopping(weights);' : ''}`);
  source.block(`  let step = 0;
  for (let epoch = 0; ${stops && training.minSteps > 0 ? `step < lastStep && !(stopping.isOver && (given !== undefined || step >= ${training.minSteps}))` : stops ? 'step < lastStep && !stopping.isOver' : 'step < lastStep'}; epoch++) {
    const started = performance.now();
${order(4)}
    let figures: Figure[] = [];
    for (let i = 0; i < batches.length && step < lastStep; i++) {
      figures = trainer.step(batches, i${trainer.stepNeedsStep ? ', step' : ''});
      step++;
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(\`epoch \${epoch + 1}/\${epochs}  \${print(figures)}  \${seconds} s\`);`);
  judging(4, [
    ...(validates ? ['const judged = trainer.validate(validationItems, batchSize);', 'console.log(`  validation  ${print(judged)}`);'] : []),
    ...(stops ? ['stopping.check(step, judged[0]!.value, step === lastStep);'] : []),
    'saveWeights(options.out, weights, fitted);',
  ]);
  source.add(`  }${stops ? '\n  const kept = stopping.keepBest();\n  if (kept) saveWeights(options.out, weights, fitted);' : ''}
  console.log(\`\${step} steps, weights in \${options.out}${stops ? '${kept && `: ${kept}`}' : ''}\`);
});`);
  return source;
}
