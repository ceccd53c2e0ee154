/** An autoencoder of which width, depth and batch can be chosen: as many hidden layers before the code as behind it, all of one width. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { graph, type LayerLine } from '@/graph-engine/testing/build-document';

export function squareDocument({ width, depth, batch }: { readonly width: number; readonly depth: number; readonly batch: number }): HourglassDocument {
  const hidden = Array.from({ length: depth }, (): LayerLine => ['dense', { units: width, activation: 'relu' }]);
  return graph({ name: 'Square', id: 'square' })
    .node('dataset', { source: 'file', fileName: 'waves', shape: [width] })
    .node('encoder', {}, { layers: hidden })
    .node('bottleneck', { kind: 'vector', size: 16 })
    .node('decoder', { output: 'linear' }, { layers: [...hidden, ['dense', { units: width, activation: 'linear' }]] })
    .node('loss', { kind: 'squared' })
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .training({ batchSize: batch, validationSplit: 0 })
    .done();
}
