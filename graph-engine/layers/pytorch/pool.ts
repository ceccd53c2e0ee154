/** What pools have in common in PyTorch. */
import { axesOf } from '../../document/pair';
import { stepsOf, type PoolParams } from '../pool';
import type { Spelling } from './definition';
import { pair, unless } from './words';

/** `nn.MaxPool2d(3, stride=2)` */
export function poolSpelling(name: string, params: PoolParams): Spelling {
  const [size, steps] = [pair(...axesOf(params.size)), pair(...stepsOf(params))];
  return { modules: [`nn.${name}(${[size, ...unless(size, 'stride', steps)].join(', ')})`], channels: 'first' };
}
