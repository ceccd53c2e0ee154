import { describe, expect, it } from 'vitest';
import { defaultsOf, fieldProblem } from '../document/fields';
import type { Params } from '../document/types';
import { nodeOf, nodes } from './registry';

describe.each(Object.entries(nodes))('%s', (key, node) => {
  it('is complete', () => {
    expect(node.kind).toBe(key);
    expect(nodeOf(key)).toBe(node);
    expect(node.help.length).toBeGreaterThan(20);
    const params: Params = defaultsOf(node.fields);
    for (const [name, field] of Object.entries(node.fields)) {
      expect(fieldProblem(field, field.default), name).toBeNull();
      expect(field.help, name).toMatch(/\.$/);
      expect(typeof (field.when?.(params) ?? true), name).toBe('boolean');
    }
    const inputs = node.inputs(params as never).map(({ id }) => id);
    const outputs = node.outputs(params as never).map(({ id }) => id);
    expect(new Set(inputs).size).toBe(inputs.length);
    expect(new Set(outputs).size).toBe(outputs.length);
    expect(typeof node.summary(params as never)).toBe('string');
    if (node.traits.mirror) expect(node.fields[node.traits.mirror]?.type).toBe('node');
  });
});

it('knows no kind by the name of a property of every object', () => {
  expect(nodeOf('constructor')).toBeNull();
  expect(nodeOf('__proto__')).toBeNull();
});
