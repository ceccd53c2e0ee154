import { expect, it } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { PortEnd } from './canvas-state';
import { refusalOf } from './refusal';

const drawn = graph({ name: 'Test' }).node('dataset').node('encoder').node('bottleneck', { kind: 'gaussian' }).node('decoder').wire('dataset.data', 'encoder.in').wire('encoder.out', 'bottleneck.in').done();
const end = (side: PortEnd['side'], at: string): PortEnd => ({ node: at.split('.')[0]!, port: at.split('.')[1]!, side });
function refused(document: HourglassDocument, from: PortEnd, aim: PortEnd) {
  return refusalOf(document, { from }, aim);
}

it('says nothing where the wire may end, or while none is drawn', () => {
  expect(refused(drawn, end('output', 'bottleneck.code'), end('input', 'decoder.in'))).toBeNull();
  expect(refusalOf(drawn, null, end('input', 'decoder.in'))).toBeNull();
});
it('names another port of the node that was aimed at', () => {
  const judged = graph({ name: 'Judged' }).node('dataset').node('loss').wire('dataset.data', 'loss.prediction').done();
  const found = refused(judged, end('output', 'dataset.data'), end('input', 'loss.prediction'));
  expect(found).toEqual({ reason: expect.stringContaining('already wired'), instead: `Take “Target” of ${judged.nodes['loss']!.name} instead.` });
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
