import { expect, test } from 'vitest';
import { readSum } from './read-sum';

test.each([
  ['28*28', 784],
  ['1e-3/2', 0.0005],
  ['0,5', 0.5],
  ['.5', 0.5],
  [' 3 + 4 * 2 ', 11],
  ['(3+4)*2', 14],
  ['2^10', 1024],
  ['2**3**2', 512],
  ['-2^2', -4],
  ['2^-1', 0.5],
  ['3 - -2', 5],
  ['28×28−1', 783],
  ['10÷4', 2.5],
  ['0.1+0.2', 0.3],
  ['+5', 5],
  ['1E3', 1000],
  ['0.1', 0.1],
  [Array.from({ length: 500 }, () => '(1)').join('+'), 500],
])('%s is %d', (text, value) => expect(readSum(text)).toBe(value));

test.each(['', ' ', '28*', '*28', '(1', '1)', '()', '1/0', '0/0', '9e999', '1 2', '1..2', '0x10', 'alert(1)', '2e', 'NaN', 'Infinity', '1,2,3', Array.from({ length: 9_000 }, () => '1').join('^'), '-'.repeat(9_000), `${'('.repeat(9_000)}1${')'.repeat(9_000)}`])(
  'no sum: %s',
  (text) => expect(readSum(text)).toBeUndefined(),
);
