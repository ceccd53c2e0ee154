import { expect, it } from 'vitest';
import { analyse } from '../analysis/analyse';
import { graph } from '../testing/build-document';
import { trainStep } from './train-step';

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
    .training({ criticSteps: 3 })
    .done();
  const temperature = (player: 'critic' | 'autoencoder'): ((run: number) => number) => {
    const { program } = trainStep(document, analyse(document), 8, player, 100);
    const input = program.inputs.find(({ kind, name }) => kind === 'scalar' && name.endsWith('.temperature'));
    if (input?.kind !== 'scalar') throw new Error('no temperature is scheduled');
    return input.at;
  };
  expect([0, 5, 10, 20].map(temperature('autoencoder'))).toEqual([2, 1.5, 1, 1]);
  expect([0, 1, 2, 15, 17, 30, 60].map(temperature('critic'))).toEqual([2, 2, 2, 1.5, 1.5, 1, 1]);
});
