/** What the templates that find the unusual have in common: a table or pictures, and d → 64 → 32 → code → 32 → 64 → d, learned from normal items alone. */
import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';

interface Anomaly {
  readonly name: string;
  readonly source: string;
  /** Labels that are trained on. */
  readonly normal: string;
  readonly code: 'vector' | 'gaussian';
  readonly size: number;
  /** Of a Gaussian code: the weight of its divergence. */
  readonly beta?: number;
  readonly loss?: 'squared' | 'mixed';
  readonly output?: 'linear' | 'sigmoid';
}

export const anomalyDocument = ({ name, source, normal, code, size, beta = 1, loss = 'squared', output = 'linear' }: Anomaly): HourglassDocument =>
  graph({ name, id: newId('document') })
    .node('dataset', { source, normal }, { name: 'Data' })
    .node('encoder', {}, { name: 'Encoder', layers: [['flatten'], ['dense', { units: 64, activation: 'relu' }], ['dense', { units: 32, activation: 'relu' }]] })
    .node('bottleneck', code === 'gaussian' ? { kind: code, size, beta } : { kind: code, size, projection: true }, { name: 'Code' })
    .node('decoder', { mirror: 'encoder', output }, { name: 'Decoder' })
    .node('loss', { kind: loss }, { name: 'Reconstruction error' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .training({ epochs: 100, minSteps: 2000, patience: 50, batchSize: 64, validationSplit: 0.1 })
    .done(arranged);
