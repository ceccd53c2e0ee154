import { describe, expect, it } from 'vitest';
import { analyse } from '../analysis/analyse';
import { graph } from '../testing/build-document';
import { lower } from './lower';
import { learners, trainStep } from './train-step';

it('anneals by whole steps in the program of a critic that is updated several times a step', () => {
  const document = graph({ name: 'Classes against a prior' })
    .node('dataset', { source: 'digits' })
    .node('encoder', {}, { layers: [['flatten']] })
    .node('bottleneck', { kind: 'categorical', groups: 1, classes: 4, relaxation: 'gumbel', temperature: 2, endTemperature: 1, annealSteps: 10 })
    .node('decoder', {}, { layers: [['dense', { units: 784 }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('loss', { kind: 'squared' })
    .node('prior', { distribution: 'bernoulli', size: 4 })
    .node('discriminator', {}, { layers: [['dense', { units: 4 }]] })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('prior.sample', 'discriminator.real')
    .wire('bottleneck.code', 'discriminator.fake')
    .player('Critic', { updates: 3 })
    .done();
  const temperature = (player: string): ((run: number) => number) => {
    const { program } = trainStep(document, analyse(document), 8, document.training.players[player]!, 100);
    const input = program.inputs.find(({ kind, name }) => kind === 'scalar' && name.endsWith('.temperature'));
    if (input?.kind !== 'scalar') throw new Error('no temperature is scheduled');
    return input.at;
  };
  expect([0, 5, 10, 20].map(temperature('autoencoder'))).toEqual([2, 1.5, 1, 1]);
  expect([0, 1, 2, 15, 17, 30, 60].map(temperature('critic'))).toEqual([2, 2, 2, 1.5, 1.5, 1, 1]);
});

describe('players', () => {
  /** Two generators against one critic, and a judge of the code that a third player learns. */
  const document = graph()
    .player('Judge', { updates: 2, optimizer: { kind: 'sgd', learningRate: 0.5, momentum: 0 } })
    .node('dataset', { source: 'patterns' })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4 }]] })
    .node('bottleneck', { size: 2 })
    .node('decoder', { outputShape: [3, 3, 1] }, { player: 'judge', layers: [['dense', { units: 9 }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss')
    .node('prior', { size: 2 })
    .node('discriminator', {}, { layers: [['dense', { units: 3 }]] })
    .node('discriminator', {}, { id: 'second', name: 'Second', player: 'critic', layers: [['flatten'], ['dense', { units: 3 }]] })
    .wireAutoencoder()
    .wire('prior.sample', 'discriminator.real')
    .wire('bottleneck.code', 'discriminator.fake')
    .wire('dataset.data', 'second.real')
    .wire('decoder.out', 'second.fake')
    .done();
  const analysis = analyse(document);
  const step = (id: string) => trainStep(document, analysis, 8, document.training.players[id]!, 100);

  it('have their turns in their order, and each learns its own weights', () => {
    expect(learners(document, lower(document, analysis, { batch: 8, mode: 'train' })).map(({ id }) => id)).toEqual(['critic', 'judge', 'autoencoder']);
    const moved = (id: string): Set<string> => new Set(step(id).program.updates.map(({ parameter }) => parameter.split('/')[0]!));
    expect(moved('critic')).toEqual(new Set(['discriminator', 'second']));
    expect(moved('judge')).toEqual(new Set(['decoder']));
    expect(moved('autoencoder')).toEqual(new Set(['encoder', 'bottleneck']));
  });
  it('make small what the nodes nearest to a Discriminator make, and are called by their names', () => {
    const names = (id: string): readonly string[] => step(id).program.terms.map(({ name }) => name);
    expect(names('judge')).toEqual(['Second.generator']);
    expect(new Set(names('autoencoder'))).toEqual(new Set(['Loss', 'Discriminator.generator']));
    expect([step('critic'), step('judge'), step('autoencoder')].map(({ summary, updates }) => [summary.names[0], updates])).toEqual([['critic loss', 1], ['judge loss', 2], ['loss', 1]]);
  });
});
