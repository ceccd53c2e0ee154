/** Learned positions: a vector of its own is added to each place (Gehring et al. 2017, section 3.1; Vaswani et al. 2017, section 3.5). */
import { defineLayer } from './definition';
import { notASequence } from './sequence';

export const positions = defineLayer({
  kind: 'positions',
  title: 'Positions',
  help: 'Adds a learned vector to each place, so that layers that treat all places alike can tell them apart.',
  words: ['positional encoding', 'positional embedding', 'position embedding', 'transformer', 'order'],
  category: 'sequence',
  fields: {},
  summary: () => '',
  infer: (_, input) => notASequence(input) ?? input,
  weights: (_, input) => [{ name: 'positions', shape: input, init: { kind: 'normal', stddev: 0.02 } }],
  build: (_, x, { b, weight }) => b.add(x, weight('positions')),
  mirror: () => [{ kind: 'positions', params: {} }],
});
