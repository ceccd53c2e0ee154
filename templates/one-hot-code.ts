import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { looking, retraining, training } from './lesson';

export const oneHotCode: TemplateDefinition = {
  id: 'one-hot-code',
  title: 'One-hot code: classes without labels',
  paragraph:
    'The code may only say which one of 20 classes an image belongs to. To rebuild the image well, the network has to invent classes that look alike inside: classification without a single label. Each digit is moved and slanted at random before the Encoder sees it, so that the class cannot tell how it stands, only what it is. Gumbel noise makes the choice random at first and firmer later, and the term Balance charges for classes that stay empty: without it, one class takes everything.',
  lookFor: 'Codes shows how many classes are in use. Each class decodes to one picture, the mean of what it collects; on the code map the labels mostly agree within a class.',
  source: 'Jang, Gu & Poole, Categorical Reparameterization with Gumbel-Softmax, 2017',
  tags: ['discrete code'],
  lesson: [
    { task: 'Train for a few seconds.', done: training(300) },
    { task: 'Open Codes.', look: 'How many classes are in use?', done: looking('code-use') },
    { task: 'Open the code map.', look: 'Do labels agree within a class that nobody named?', done: looking('code-map') },
    { task: 'Set the number of Classes to 10 and train again.', look: 'Does each digit get a class of its own?', done: retraining('bottleneck', 'classes') },
  ],
  target: { times: 1 },
  create: () =>
    graph({ name: 'One-hot code', id: newId('document') })
      .node('dataset', { source: 'digits' }, { name: 'Digits' })
      .node('noise', { kind: 'affine', shift: 2, distortion: 0.2 }, { name: 'Movement' })
      .node('encoder', {}, { name: 'Encoder', layers: [['flatten'], ['dense', { units: 256, activation: 'relu' }]] })
      .node('bottleneck', { kind: 'categorical', groups: 1, classes: 20, relaxation: 'gumbel', temperature: 2, endTemperature: 1, annealSteps: 800, balance: 20 }, { name: 'Class' })
      .node('decoder', { output: 'logits' }, {
        name: 'Decoder',
        layers: [['dense', { units: 256, activation: 'relu' }], ['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]],
      })
      .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Reconstruction' })
      .wire('dataset.data', 'noise.in')
      .wire('noise.out', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ epochs: 12, minSteps: 2000, patience: 10, batchSize: 256, optimizer: { learningRate: 0.003 }, schedule: { kind: 'cosine' } })
      .done(arranged),
};
