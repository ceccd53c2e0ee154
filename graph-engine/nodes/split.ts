/** Split: cuts a tensor along its last axis. */
import { diagnostic } from '../diagnostics/print';
import type { PortType } from '../document/port-type';
import { printShape } from '../document/shape';
import { defineNode, nothing } from './definition';
import { fixes } from './fixes';
import { mergeable } from './merge';

export const split = defineNode({
  kind: 'split',
  title: 'Split',
  help: 'Cuts its input along the last axis into parts of the given sizes.',
  words: ['slice', 'chunk', 'cut', 'divide'],
  category: 'wiring',
  fields: { sizes: { type: 'shape', label: 'Sizes', help: 'Size of each part; one may be −1 and takes the rest.', default: [1, -1] } },
  traits: { stack: false, preview: 'none', objective: false, shareable: false },
  inputs: () => [{ id: 'in', label: 'Input', help: 'What is cut.', accepts: mergeable }],
  outputs: ({ sizes }) =>
    sizes.map((_, i) => ({ id: `part${i + 1}`, label: `Part ${i + 1}`, help: `Part ${i + 1} of the last axis.`, gives: mergeable })),
  infer({ node, params: { sizes }, input, report }) {
    const type = input('in');
    if (!type) return nothing;
    const last = type.shape.at(-1) ?? 0;
    const known = sizes.reduce((total, size) => total + Math.max(size, 0), 0);
    const open = sizes.filter((size) => size === -1).length;
    if (open > 1 || (open === 1 ? known >= last : known !== last)) {
      const expected = open > 1 ? 'sizes with at most one −1' : `sizes that add up to the ${last} of ${printShape(type.shape)}`;
      // As many of the first sizes as there is room for, and the rest in one.
      let kept = sizes.filter((size) => size > 0);
      while (kept.length > 0 && (kept.length >= sizes.length || kept.reduce((sum, size) => sum + size, 0) >= last)) kept = kept.slice(0, -1);
      const fitting = [...kept, -1];
      const fix = fixes.setParam(`Set Sizes to ${fitting.join(', ').replace('-1', 'the rest')}`, node.id, 'sizes', fitting);
      report(diagnostic('param.invalid', { node: node.id, field: 'sizes' }, { field: 'Sizes', expected, found: sizes.join(', ') }, { fixes: [fix] }));
      return nothing;
    }
    const part = (size: number): PortType => ({ ...type, shape: [...type.shape.slice(0, -1), size === -1 ? last - known : size] });
    return { outputs: Object.fromEntries(sizes.map((size, i) => [`part${i + 1}`, part(size)])) };
  },
  build({ b, params: { sizes }, input, output, typeOf }) {
    const { tensor: x, mask } = input('in');
    let offset = 0;
    sizes.forEach((_, i) => {
      const shape = [x.shape[0]!, ...typeOf(`part${i + 1}`).shape];
      const at = x.shape.map((_, axis) => (axis === x.shape.length - 1 ? offset : 0));
      // Of a row of places, each part has some of them.
      output(`part${i + 1}`, b.slice(x, at, shape), mask && { mask: shape.length === 2 ? b.slice(mask, at, shape) : mask });
      offset += shape.at(-1)!;
    });
  },
  summary: ({ sizes }) => sizes.join(' + ').replace('-1', 'rest'),
});
