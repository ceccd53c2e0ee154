import { expect, it } from 'vitest';
import { isTable } from './is-table';

it('takes rows of a spreadsheet, and nothing else that lies on a clipboard', () => {
  expect(isTable('a\tb\n1\t2\n')).toBe(true);
  expect(isTable('a\tb\r\n1\t2\r\n3\t4')).toBe(true);
  expect(isTable('a\tb')).toBe(false);
  expect(isTable('a\n1\n2')).toBe(false);
  expect(isTable('if (x) {\n\treturn 1;\n}\n')).toBe(false);
  expect(isTable('{"format": "hourglass"}')).toBe(false);
});
