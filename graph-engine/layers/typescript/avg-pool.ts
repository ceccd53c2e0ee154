/** AvgPool2D in TensorFlow.js. */
import { pairOf } from '../../document/pair';
import { stepsOf, type PoolParams } from '../pool';
import { defineSpelling } from './definition';
import { tfLayer } from './words';

export const avgPool = defineSpelling((params: PoolParams, { name }) => [tfLayer('avgPooling2d', { name, poolSize: params.size, strides: pairOf(stepsOf(params)), padding: 'valid' })]);
