import * as tf from '@tensorflow/tfjs-core';
import type { BackendDefinition } from './definition';
import { activate } from './activate';

/** Plain JavaScript: always there, slow. */
export const cpu = {
  name: 'cpu',
  title: 'CPU (JavaScript)',
  async setUp() {
    await import('@tensorflow/tfjs-backend-cpu');
    await activate(tf, 'cpu');
  },
} satisfies BackendDefinition;
