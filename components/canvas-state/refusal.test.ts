import { expect, it } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { PortEnd } from './canvas-state';
import { portKey } from './port-key';
import { refusalOf } from './refusal';
import { candidatesFor } from './wiring';

const drawn = graph({ name: 'Test' }).node('dataset').node('encoder').node('bottleneck', { kind: 'gaussian' }).node('decoder').wire('dataset.data', 'encoder.in').wire('encoder.out', 'bottleneck.in').done();
const end = (side: PortEnd['side'], at: string): PortEnd => ({ node: at.split('.')[0]!, port: at.split('.')[1]!, side });
function refused(document: HourglassDocument, from: PortEnd, aim: PortEnd) {
  const verdicts = Object.fromEntries(candidatesFor(document, from).map(({ end: at, reason }) => [portKey(at), reason]));
  return refusalOf(document, { from, verdicts }, aim);
}

it('says nothing where the wire may end, or while none is drawn', () => {
  expect(refused(drawn, end('output', 'bottleneck.code'), end('input', 'decoder.in'))).toBeNull();
  expect(refusalOf(drawn, null, end('input', 'decoder.in'))).toBeNull();
});
it('names another port of the node that was aimed at', () => {
  const columns = JSON.stringify([{ name: 'x', kind: 'number' }, { name: 'what', kind: 'label', names: ['c', 'd'] }]);
  const told = graph({ name: 'Told' }).node('dataset', { source: 'file', fileName: 'a.csv', columns }).node('classifier').done();
  const from = end('output', 'dataset.label');
  const aim = end('input', 'classifier.in');
  const found = refusalOf(told, { from, verdicts: { [portKey(aim)]: 'No.' } }, aim);
  expect(found).toEqual({ reason: 'No.', instead: `Take “Label” of ${told.nodes['classifier']!.name} instead.` });
});
it('names the port to begin at, where another of the same node fits', () => {
  const found = refused(drawn, end('output', 'bottleneck.distribution'), end('input', 'decoder.in'));
  expect(found?.reason).toContain('takes code');
  expect(found?.instead).toBe(`Begin at “Code” of ${drawn.nodes['bottleneck']!.name} or “Mean” of ${drawn.nodes['bottleneck']!.name} instead.`);
});
it('names an input elsewhere that waits for such a wire, and none where there is none', () => {
  const found = refused(drawn, end('output', 'bottleneck.code'), end('input', 'encoder.in'));
  expect(found?.reason).toBeTruthy();
  expect(found?.instead).toBe(`Take “Code” of ${drawn.nodes['decoder']!.name} instead.`);
  expect(refused(drawn, end('output', 'decoder.out'), end('input', 'bottleneck.in'))?.instead ?? '').not.toContain('Encoder');
});
