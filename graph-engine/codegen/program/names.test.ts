import fc from 'fast-check';
import { parseSync } from 'oxc-parser';
import { expect, it } from 'vitest';
import { hostileNames } from './hostile-names';
import { reserved } from '../typescript/reserved';
import { nameNodes } from './names';

const named = (...names: readonly string[]): string[] => [...nameNodes(names.map((name, i) => ({ id: `n${i}`, name, kind: 'encoder' })), reserved).values()].map(({ value }) => value);

it("keeps the user's names where TypeScript allows them", () => {
  expect(named('Code', 'Values', 'Batch', 'Model', 'Layers', 'Digits', 'Größe (μm)')).toEqual(['code', 'values', 'batch', 'model', 'layers', 'digits', 'grosseM']);
});

it('says what a word of the language is, and numbers only what comes again', () => {
  expect(named('Class', 'class', 'Encode', 'Step', 'Latent', 'Latent', '', '12 monkeys')).toEqual(['classNode', 'class2', 'encodeNode', 'stepNode', 'latent', 'latent2', 'encoder', 'n12Monkeys']);
  expect(named('Class node', 'Class')).toEqual(['classNode', 'class2']);
});

it('gives identifiers that differ, whatever the names', () => {
  const name = fc.oneof(fc.constantFrom(...hostileNames, 'class', 'Class node', 'Map', 'Code 2', 'Code'), fc.string({ maxLength: 12 }));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      const given = [...nameNodes(names.map((text, i) => ({ id: `n${i}`, name: text, kind: 'encoder' })), reserved).values()];
      for (const part of ['value', 'type'] as const) expect(new Set(given.map((one) => one[part].toLowerCase())).size).toBe(names.length);
      for (const { value, type } of given) expect(parseSync('name.ts', `const ${value} = 1; class ${type} {}`).errors).toEqual([]);
    }),
    { verbose: 1 },
  );
});
