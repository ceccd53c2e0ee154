/** A small model that guesses hidden tokens of the sentences that are drawn here: by the token itself and its place, or with attention. */
import type { HourglassDocument } from '../document/types';
import { graph, type LayerLine } from './build-document';

export const maskedLanguage = (layers: readonly LayerLine[] = []): HourglassDocument =>
  graph()
    .node('dataset', { source: 'sentences' })
    .node('noise', { kind: 'tokens' })
    .node('embedding', { size: 16 })
    .node('encoder', {}, { layers })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 63, activation: 'linear' }]] })
    .node('loss', { kind: 'categorical-cross-entropy', reduction: 'mean' })
    .wire('dataset.data', 'noise.in')
    .wire('noise.out', 'embedding.in')
    .wire('embedding.out', 'encoder.in')
    .wire('encoder.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('noise.chosen', 'loss.mask')
    .training({ batchSize: 32, validationSplit: 0.25, optimizer: { learningRate: 0.01 } })
    .done();
