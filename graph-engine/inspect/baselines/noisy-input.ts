import { ready } from '../in-parts';
import type { Baseline } from './definition';

export const noisyInput: Baseline = {
  id: 'noisy-input',
  short: 'the noisy input',
  help: 'What the network gets, as it is: as if nothing were done.',
  title: ({ roles }) => (roles.corrupted ? 'noisy input, no model' : null),
  fit: () => ready(({ given }) => given),
};
