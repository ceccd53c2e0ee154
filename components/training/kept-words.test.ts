import { expect, test } from 'vitest';
import { diagnostic } from '@/graph-engine/diagnostics/print';
import { notFiniteWords } from './kept-words';

const range = { dataset: 'Counts', low: '0', high: '60,000' };
const cases = [
  [null, diagnostic('finite.data', {}, { when: 'Before the first step', where: 'Latent (forward exp)', ...range }), 'Before the first step a value was not finite, first in Latent (forward exp). The numbers that Counts gives go from 0 to 60,000. Nothing was trained. Set the Scaling of Counts to Standardised, or to another one that makes them small.'],
  [0, diagnostic('finite.start', {}, { when: 'Before the first step', where: 'Encoder (forward matMul)', low: '0', high: '1', node: 'Encoder' }), 'so it comes from the start values, which layers make larger one after the other. The weights that the run began with are kept. Put a BatchNorm or a LayerNorm before Encoder, or use fewer layers.'],
  [1200, diagnostic('finite.step', {}, { when: 'At step 1,240', where: 'Critic (update mul)', rate: 'the learning rate of the critic' }), 'At step 1,240 a value was not finite, first in Critic (update mul). The weights of step 1,200 are kept. Lower the learning rate of the critic, or clip the gradient.'],
  [null, diagnostic('finite.broken', {}, { when: 'Before the first step', dataset: 'Counts' }), 'Counts itself holds one. Nothing was trained. Take the item out of the file, or replace what is missing in it.'],
] as const;

test.each(cases)('what is told of a run that stopped names what stands: %s', (kept, found, told) => {
  const words = notFiniteWords({ kept, diagnostic: found });
  expect(words).toContain(told);
  expect(words).not.toMatch(/[{}]/);
  if (kept === null) expect(words).not.toMatch(/good weights|are kept|learning rate/);
});
