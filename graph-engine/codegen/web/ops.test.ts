/** What a module cannot hold is refused by name; everything else has a line, and text of the user stays text. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { autoencoder } from '@/templates/autoencoder';
import { analyse } from '../../analysis/analyse';
import { ops as operations } from '../../program/ops';
import { hostileNames } from '../program/hostile-names';
import { refusals } from '.';
import { ops } from './ops';
import { comment, fit, quote, WIDTH } from './text';

it('has a line for every operation', () => {
  expect(Object.keys(ops).toSorted()).toEqual(Object.keys(operations).toSorted());
});
it('says of a model without weights that it has to be trained', () => {
  const document = autoencoder.create();
  expect(refusals(document, analyse(document)).map(({ message }) => message)).toEqual([expect.stringContaining('Train it')]);
});

describe('text', () => {
  it.each(hostileNames.map((name) => [name]))('stays what it is in quotes and comments: %j', (name) => {
    expect(runInNewContext(quote(name))).toBe(name);
    const lines = comment(name);
    expect(lines.join('\n').indexOf('*/')).toBe(lines.join('\n').length - 2);
  });
  it('breaks chains before their links, and calls between their arguments', () => {
    const link = '.add(weights.encoder.dense1.kernel)';
    const chain = fit(`const x = first${link.repeat(4)};`, 2).split('\n');
    expect(chain).toEqual(['  const x = first', ...Array.from({ length: 3 }, () => `    ${link}`), `    ${link};`]);
    const call = fit(`return concat([${Array.from({ length: 12 }, (_, i) => `value${i}.relu()`).join(', ')}], 1);`, 2).split('\n');
    expect(call.every((line) => line.length <= WIDTH)).toBe(true);
    expect(call.join('').replaceAll(' ', '').replaceAll(',]', ']').replaceAll(',)', ')')).toContain('value10.relu(),value11.relu()],1);');
  });
});
