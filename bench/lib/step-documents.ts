/** The models whose training steps are timed: every template, and four plain ones of other sizes. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { graph, type LayerLine } from '@/graph-engine/testing/build-document';
import { templates } from '@/templates/registry';

function plain(name: string, shape: readonly number[], encoder: readonly LayerLine[], decoder: readonly LayerLine[], code: number, batchSize: number): HourglassDocument {
  const builder = graph({ name, id: name })
    .node('dataset', { source: 'file', fileName: 'waves', shape })
    .node('encoder', {}, { layers: encoder })
    .node('bottleneck', { kind: 'vector', size: code })
    .node('decoder', { output: 'sigmoid' }, { layers: decoder })
    .node('loss', { kind: 'squared', reduction: 'mean' })
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in');
  return builder.training({ batchSize }).done();
}
const dense = (units: number, activation = 'relu'): LayerLine => ['dense', { units, activation }];

/** What each is, for the table. */
export const plainModels = {
  mlp: {
    what: '784-256-16-256-784, batch 128',
    create: () => plain('mlp', [28, 28, 1], [['flatten'], dense(256)], [dense(256), dense(784, 'linear'), ['reshape', { shape: [28, 28, 1] }]], 16, 128),
  },
  small: {
    what: '64-32-2-32-64, batch 32',
    create: () => plain('small', [8, 8, 1], [['flatten'], dense(32)], [dense(32), dense(64, 'linear'), ['reshape', { shape: [8, 8, 1] }]], 2, 32),
  },
  conv: {
    what: '16 and 32 filters of stride 2, 16 numbers, and back, batch 128',
    create: () =>
      plain(
        'conv', [28, 28, 1],
        [16, 32].map((filters): LayerLine => ['conv2d', { filters, kernel: 3, stride: 2, padding: 'same', activation: 'relu' }]),
        [
          dense(1568), ['reshape', { shape: [7, 7, 32] }],
          ...[[16, 'relu'], [1, 'linear']].map(([filters, activation]): LayerLine => ['conv2d-transpose', { filters: filters!, kernel: 3, stride: 2, padding: 'same', activation: activation! }]),
        ],
        16, 128,
      ),
  },
  transformer: {
    what: 'two Transformer blocks of 64 channels and 4 heads at 20 places, 16 numbers, and back, batch 32',
    create: () =>
      plain(
        'transformer', [20, 64],
        [...[0, 1].map((): LayerLine => ['transformer', { heads: 4, factor: 2, activation: 'relu' }]), ['layer-norm'], ['flatten']],
        [dense(1280, 'linear'), ['reshape', { shape: [20, 64] }]],
        16, 32,
      ),
  },
} as const;
/** Enough work for a GPU, and too much for the benches of a processor: 784-2048-2048-16-2048-2048-784, batch 1,024. */
const wide = (): HourglassDocument =>
  plain(
    'wide', [28, 28, 1],
    [['flatten'], dense(2048), dense(2048)],
    [dense(2048), dense(2048), dense(784, 'linear'), ['reshape', { shape: [28, 28, 1] }]],
    16, 1024,
  );

/** Templates on tables have the layers of `small`, and tell nothing that it does not. */
type OnPictures = Exclude<keyof typeof templates, `anomaly-${string}` | System>;
/** Several networks, or several stages: their steps are not one step of one model. */
const systems = ['cycle', 'deep-pretrained', 'pretrain-finetune'] as const;
type System = (typeof systems)[number];
export type StepModel = keyof typeof plainModels | 'wide' | OnPictures;
/** Those that every bench of steps times. */
export const stepModels = [...Object.keys(plainModels), ...Object.keys(templates).filter((id) => !id.startsWith('anomaly-') && !systems.some((system) => system === id))] as StepModel[];

const creators: Readonly<Record<string, () => HourglassDocument>> = {
  wide,
  ...Object.fromEntries([...Object.entries(plainModels), ...Object.entries(templates)].map(([model, { create }]) => [model, create])),
};
export const documentOf = (model: StepModel): HourglassDocument => creators[model]!();
