/** Documents of a given number of nodes, for measuring what depends on their size. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { graph } from '@/graph-engine/testing/build-document';

/** Autoencoders side by side, five nodes each: an edit touches one of them. */
export function wideDocument(nodes: number): HourglassDocument {
  const builder = graph({ name: 'Wide', id: 'wide' });
  for (let i = 0; i < nodes / 5; i++) {
    builder
      .node('dataset', { source: 'digits' }, { id: `data${i}` })
      .node('encoder', {}, { id: `encoder${i}`, layers: [['flatten'], ['dense', { units: 128 }], ['dense', { units: 64 }]] })
      .node('bottleneck', { kind: 'vector', size: 16 }, { id: `code${i}` })
      .node('decoder', { output: 'logits' }, { id: `decoder${i}`, layers: [['dense', { units: 128 }], ['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
      .node('loss', { kind: 'binary-cross-entropy' }, { id: `loss${i}` })
      .wire(`data${i}.data`, `encoder${i}.in`)
      .wire(`encoder${i}.out`, `code${i}.in`)
      .wire(`code${i}.code`, `decoder${i}.in`)
      .wire(`decoder${i}.out`, `loss${i}.prediction`)
      .wire(`data${i}.data`, `loss${i}.target`);
  }
  return builder.done();
}

/** One chain of encoders: an edit at its head that changes a shape touches every node, the worst case. */
export function deepDocument(nodes: number): HourglassDocument {
  const builder = graph({ name: 'Deep', id: 'deep' }).node('dataset', { source: 'digits' }, { id: 'data' });
  for (let i = 0; i < nodes - 1; i++) {
    builder.node('encoder', {}, { id: `encoder${i}`, layers: i === 0 ? [['flatten'], ['dense', { units: 64 }]] : [['dropout', {}]] });
    builder.wire(i === 0 ? 'data.data' : `encoder${i - 1}.out`, `encoder${i}.in`);
  }
  return builder.done();
}
