/** What the templates do not have: every layer, sharing and freezing, the other games, codes, optimisers and schedules, and hostile names. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { distance, exportFolder, readOutputs, runScript, trainAndExport, tsx, typecheck, type Expected } from '../../testing/export-project';
import { sharedWeights } from '../../testing/shared-weights';
import { hostileNames } from '../program/hostile-names';

const layers = graph({ name: 'Every layer' })
  .node('dataset', { scaling: 'signed' }, { name: 'Digits' })
  .node('encoder', {}, {
    layers: [
      ['conv2d', { filters: 4, activation: 'leaky-relu' }],
      ['batch-norm'],
      ['residual', { activation: 'leaky-relu' }],
      ['instance-norm'],
      ['max-pool', { size: 3, stride: [2, 1] }],
      ['dropout'],
      ['upsample', { size: 2 }],
      ['avg-pool', { size: [2, 3], stride: [0, 2] }],
      ['crop', { top: 1, right: 2 }],
      ['pad', { left: 1, mode: 'edge' }],
      ['pad'],
      ['layer-norm'],
      ['flatten'],
      ['dense', { units: 24, activation: 'gelu' }],
      ['residual', { activation: 'elu' }],
      ['activation', { activation: 'softmax' }],
      ['flatten'],
    ],
  })
  .node('bottleneck', { kind: 'gaussian', size: 3, freeBits: 0.1, warmupSteps: 100, startBeta: 20, beta: 4 }, { name: 'Größe (μ)' })
  .node('decoder', { output: 'tanh' }, {
    layers: [['dense', { units: 196, activation: 'softplus' }], ['reshape', { shape: [7, 7, 4] }], ['conv2d-transpose', { filters: 4, kernel: 1, stride: 2, padding: 'valid', outputSize: 14 }], ['conv2d-transpose', { filters: 1, activation: 'linear' }]],
  })
  .node('loss', { kind: 'huber', reduction: 'mean' })
  .wireAutoencoder()
  .training({ batchSize: 16, optimizer: { kind: 'rmsprop', momentum: 0.5 }, schedule: { kind: 'warmup-cosine', warmupSteps: 2 }, clipNorm: 1 })
  .done();

const sharing = graph({ name: 'Shared and frozen' })
  .node('dataset', { scaling: 'standardised', source: 'patterns' }, { name: 'data' })
  .node('encoder', {}, { name: 'encode', layers: [['flatten'], ['dense', { units: 6 }]] })
  .node('encoder', {}, { id: 'second', name: 'Second encoder', layers: [['flatten'], ['dense', { units: 6 }]], sharesWith: 'encoder' })
  .node('noise', { kind: 'gaussian' })
  .node('add', {}, { name: 'values' })
  .node('bottleneck', { kind: 'categorical', groups: 2, classes: 4, relaxation: 'straight-through' }, { name: 'class' })
  .node('split', { sizes: [3, -1] })
  .node('concat')
  .node('detach')
  .node('decoder', { output: 'linear' }, { frozen: true, layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'absolute' })
  .node('loss', { kind: 'squared', weight: 0.1 }, { id: 'twin', name: 'Twin' })
  .wire('dataset.data', 'encoder.in')
  .wire('dataset.data', 'noise.in')
  .wire('noise.out', 'second.in')
  .wire('encoder.out', 'add.in')
  .wire('second.out', 'add.in')
  .wire('add.out', 'bottleneck.in')
  .wire('bottleneck.code', 'split.in')
  .wire('split.part2', 'concat.in')
  .wire('split.part1', 'concat.in')
  .wire('concat.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('encoder.out', 'detach.in')
  .wire('second.out', 'twin.prediction')
  .wire('detach.out', 'twin.target')
  .training({ batchSize: 16, minSteps: 20, patience: 1, optimizer: { kind: 'sgd', momentum: 0.9 }, schedule: { kind: 'cosine' } })
  .done();

const games = graph({ name: hostileNames[0]! })
  .node('dataset', { scaling: 'binary' }, { name: hostileNames[1]! })
  .node('encoder', {}, { name: hostileNames[2]!, layers: [['conv2d', { filters: 4, kernel: 3, stride: 4, padding: 'same', activation: 'tanh' }]] })
  .node('codebook', { size: 8, estimator: 'gradient', cosine: true }, { name: hostileNames[3]! })
  .node('decoder', { mirror: 'encoder', output: 'sigmoid' }, { name: hostileNames[4]! })
  .node('discriminator', { loss: 'wasserstein', penalty: 5, weight: 0.1 }, { name: hostileNames[5]!, layers: [['flatten'], ['dense', { units: 8, activation: 'leaky-relu' }]] })
  .node('discriminator', { loss: 'hinge', weight: 0.1 }, { id: 'hinge', name: hostileNames[6]!, layers: [['flatten']] })
  .node('loss', { kind: 'binary-cross-entropy' }, { name: hostileNames[7]! })
  .wireAutoencoder('codebook')
  .wire('dataset.data', 'discriminator.real')
  .wire('decoder.out', 'discriminator.fake')
  .wire('dataset.data', 'hinge.real')
  .wire('decoder.out', 'hinge.fake')
  .training({ batchSize: 16, optimizer: { kind: 'adamw', weightDecay: 0.01 } })
  .player('Critic', { updates: 2 })
  .done();

/** Classes of a code are told to the Decoder as vectors, and by two Classifiers, of which one begins with pictures. */
const classes = graph({ name: 'Classes' })
  .node('dataset', { source: 'patterns' }, { name: hostileNames[1]! })
  .node('encoder', {}, { name: hostileNames[2]!, layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }]] })
  .node('bottleneck', { kind: 'categorical', groups: 2, classes: 3 }, { name: hostileNames[3]! })
  .node('embedding', { size: 2 }, { name: hostileNames[4]! })
  .node('decoder', { output: 'logits' }, { name: hostileNames[5]!, layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' }, { name: hostileNames[6]! })
  .node('codebook', { size: 4 }, { name: hostileNames[7]! })
  .node('classifier', { smoothing: 0.1 }, { name: hostileNames[0]!, layers: [['conv2d', { filters: 2, kernel: 2, stride: 1 }]] })
  .node('classifier', { weight: 0.2 }, { id: 'second', name: hostileNames[0]! })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.indices', 'embedding.in')
  .wire('embedding.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('encoder.out', 'codebook.in')
  .wire('dataset.data', 'classifier.in')
  .wire('codebook.indices', 'classifier.label')
  .wire('encoder.out', 'second.in')
  .wire('codebook.indices', 'second.label')
  .training({ batchSize: 16 })
  .done();

const documents = { layers, sharing, games, classes, settings: sharedWeights({ batchSize: 16 }) };
const names = Object.keys(documents) as (keyof typeof documents)[];
const ITEMS = 6;
const folder = exportFolder();
const expected = new Map<string, Expected | null>();

beforeAll(async () => {
  await chooseBackend('wasm');
  for (const name of names) expected.set(name, await trainAndExport(documents[name], `${folder.path}/${name}`, { steps: 3, items: ITEMS, tableSize: 64 }));
});
afterAll(() => folder.remove());

describe('unusual graphs as TypeScript', () => {
  it('compile', async () => {
    const { status, output } = await typecheck(folder.path, names[0]!);
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it.for(names)('%s: gives what the studio gives, and trains', async (name) => {
    const project = `${folder.path}/${name}`;
    const inferred = await runScript(project, tsx, 'src/infer.ts', '--items', String(ITEMS), '--json');
    expect(inferred.status, inferred.output).toBe(0);
    const { codes, outputs } = readOutputs(project);
    const { codes: expectedCodes, outputs: expectedOutputs } = expected.get(name)!;
    expect(distance(codes!.flat(), expectedCodes!)).toBeLessThanOrEqual(1e-5);
    expect(distance(outputs.flat(), expectedOutputs)).toBeLessThanOrEqual(1e-5);
    const trained = await runScript(project, tsx, 'src/train.ts', '--steps', '3', '--epochs', '2', '--out', 'again.safetensors');
    expect(trained.status, trained.output).toBe(0);
    expect(trained.output).toContain('3 steps');
    if (documents[name].training.patience > 0) expect(trained.output).toMatch(/the held-out loss was lowest after step 3 \(\S+ [^)]+\), whose weights are kept/);
  });
});
