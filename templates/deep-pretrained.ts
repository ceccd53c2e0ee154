/** 784-1000-500-250-30 as in Hinton & Salakhutdinov 2006: a restricted Boltzmann machine for each layer, unrolled, and fine-tuned. */
import type { HourglassDocument, WeightCopy } from '@/graph-engine/document/types';
import { graph } from '@/graph-engine/testing/build-document';

const sizes = [1000, 500, 250] as const;
const CODE = 30;
const pixels = 28 * 28;

/** What the layers of the unrolled network start from: kernels as they are on the way in, on their side on the way back. */
const copies: readonly WeightCopy[] = [1, 2, 3, 4].flatMap((layer) => {
  const up = layer === 4 ? 'bottleneck/head' : `encoder/encoder-${layer + 1}`;
  const [kernel, bias] = layer === 4 ? [`${up}.kernel`, `${up}.bias`] : [`${up}/kernel`, `${up}/bias`];
  const down = `decoder/decoder-${5 - layer}`;
  return [
    { from: `rbm${layer}/kernel`, to: kernel, transposed: false },
    { from: `rbm${layer}/hiddenBias`, to: bias, transposed: false },
    { from: `rbm${layer}/kernel`, to: `${down}/kernel`, transposed: true },
    { from: `rbm${layer}/visibleBias`, to: `${down}/bias`, transposed: false },
  ];
});

/** `layerEpochs`: of each RBM; 0 leaves them out, so that the network starts at random. */
export function deepNetwork(layerEpochs: number, epochs: number, seed: number): HourglassDocument {
  const sigmoid = (units: number) => ['dense', { units, activation: 'sigmoid' }] as const;
  let g = graph({ name: 'Pre-trained layer by layer' })
    .player('RBMs', { optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0.5 } })
    .player('Top RBM', { optimizer: { kind: 'sgd', learningRate: 0.001, momentum: 0.9 } })
    .node('dataset', { source: 'file', fileName: 'train-images-idx3-ubyte', shape: [28, 28, 1], scaling: 'unit' })
    .node('encoder', {}, { layers: [['flatten'], ...sizes.map(sigmoid)] })
    .node('bottleneck', { kind: 'vector', size: CODE })
    .node('decoder', { output: 'logits' }, { layers: [...sizes.toReversed().map(sigmoid), ['dense', { units: pixels, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .wireAutoencoder()
    .training({ batchSize: 100, validationSplit: 0, seed });
  if (layerEpochs > 0) {
    for (const [index, units] of [...sizes, CODE].entries()) {
      const [id, top] = [`rbm${index + 1}`, units === CODE];
      g = g
        .node('rbm', { units, hidden: top ? 'gaussian' : 'binary' }, { id, player: top ? 'top-rbm' : 'rbms' })
        .wire(index === 0 ? 'dataset.data' : `rbm${index}.hidden`, `${id}.in`)
        .stage(`Layer ${index + 1}`, { epochs: layerEpochs, players: [top ? 'top-rbm' : 'rbms'], losses: [id] });
    }
  }
  return g.stage('Fine-tune', { epochs, players: ['autoencoder'], copies: layerEpochs > 0 ? copies : [] }).done();
}
