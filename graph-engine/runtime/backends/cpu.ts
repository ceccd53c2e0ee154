import * as tf from '@tensorflow/tfjs-core';
import type { BackendDefinition, BackendOptions } from './definition';
import { activate } from './activate';

/** Plain JavaScript: always there, slow. */
export const cpu = {
  name: 'cpu',
  title: 'CPU (JavaScript)',
  async setUp(options: BackendOptions = {}) {
    await import('@tensorflow/tfjs-backend-cpu');
    await activate(tf, 'cpu', options);
  },
} satisfies BackendDefinition;
