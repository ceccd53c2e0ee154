/** What learns from the large table: 64 columns to 64, 32 and 8 numbers, and back. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { graph } from '@/graph-engine/testing/build-document';

export const BATCH = 64;
export const largeTableDocument: HourglassDocument = graph({ name: 'Large table' })
  .node('dataset', { source: 'file' })
  .node('encoder', {}, { layers: [['dense', { units: 64, activation: 'relu' }], ['dense', { units: 32, activation: 'relu' }]] })
  .node('bottleneck', { kind: 'vector', size: 8, projection: true })
  .node('decoder', { mirror: 'encoder', output: 'linear' })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ epochs: 50, batchSize: BATCH, validationSplit: 0.1 })
  .done();
