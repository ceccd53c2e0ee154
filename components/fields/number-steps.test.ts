import { expect, test } from 'vitest';
import type { IntegerField, NumberField, PairField } from '@/graph-engine/document/fields';
import { stepped } from './number-steps';

const text = { label: 'Field', help: '' };
const integer: IntegerField = { ...text, type: 'integer', default: 1, min: 1, max: 1000 };
const number: NumberField = { ...text, type: 'number', default: 0.001, min: 0, max: 1 };
const pair: PairField = { ...text, type: 'pair', default: 3, min: 1, max: 9 };

test.each([
  [integer, 10, 3, 13],
  [integer, 512, 1, 528],
  [integer, 10, 0.3, 10],
  [integer, 10, -99, 1],
  [number, 0.001, 1, 0.0011],
  [number, 0.001, 0.1, 0.00101],
  [number, 0.9, 10, 1],
  [pair, 3, 2, 5],
  [pair, [3, 5], -1, [2, 4]],
  [pair, [3, 9], 1, [4, 9]],
] as const)('%o: %j by %d steps is %j', (field, value, steps, next) => expect(stepped(field, value, steps)).toEqual(next));
