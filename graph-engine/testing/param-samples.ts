/** Parameters drawn from what fields allow: every choice, small sizes that a test can compute with, and the defaults. */
import type { Field, Fields } from '../document/fields';
import type { Params, ParamValue } from '../document/types';
import type { Random } from '../random/random';

/** Whole numbers beyond this are taken for sizes that only cost time. */
const LARGEST = 5;

function valueFor(field: Field, random: Random): ParamValue {
  switch (field.type) {
    case 'integer':
      return Math.min(field.max, field.min + random.integer(LARGEST));
    case 'number':
      return random.pick([field.default, field.min, Math.min(field.max, field.min + (field.max - field.min) * random.uniform())]);
    case 'boolean':
      return random.chance(0.5);
    case 'choice':
      return random.pick(field.options).value;
    case 'pair': {
      const side = (): number => Math.min(field.max, field.min + random.integer(LARGEST));
      return random.chance(0.4) ? side() : [side(), side()];
    }
    case 'shape':
      return random.pick([field.default, [-1], [2, -1], [-1, 3], [1, -1, 1], [-1, 2, 1], [6], [2, 3], [1, 2, 3]]);
    case 'node':
      return null;
    case 'text':
      return field.default;
  }
}

/** The defaults first, then `count` draws. */
export function paramSamples(fields: Fields, random: Random, count: number): Params[] {
  const names = Object.keys(fields);
  const drawn = Array.from({ length: count }, () => Object.fromEntries(names.map((name) => [name, valueFor(fields[name]!, random)])));
  return names.length === 0 ? [{}] : [{}, ...drawn];
}
