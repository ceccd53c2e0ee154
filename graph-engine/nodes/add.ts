/** Add: the sum of several tensors of one shape. */
import { diagnostic } from '../diagnostics/print';
import { printShape, sameShape } from '../document/shape';
import { defineNode, nothing } from './definition';
import { mergeable, mergedMask, mergedType } from './merge';
import { shapeCures } from './shape-cures';

export const add = defineNode({
  kind: 'add',
  title: 'Add',
  help: 'The sum of its inputs, which have one shape.',
  words: ['sum', 'plus', 'addition', 'skip connection'],
  category: 'wiring',
  fields: {},
  traits: { stack: false, preview: 'none', objective: false, shareable: false },
  inputs: () => [{ id: 'in', label: 'Inputs', help: 'Two or more wires of one shape.', accepts: mergeable, many: true }],
  outputs: () => [{ id: 'out', label: 'Sum', help: 'The sum.', gives: mergeable }],
  infer({ node, inputs, sources, report }) {
    const types = inputs('in');
    const [first] = types;
    if (!first) return nothing;
    const odd = types.find((type) => !sameShape(type.shape, first.shape));
    if (odd) {
      const args = { node: node.name, a: printShape(first.shape), b: printShape(odd.shape), cure: 'Make the shapes equal.' };
      const at = sources('in');
      const cures = shapeCures(node, [{ source: at[types.indexOf(odd)], from: odd.shape, to: first.shape }, { source: at[0], from: first.shape, to: odd.shape }]);
      report(diagnostic('shape.mismatch', { node: node.id, port: 'in' }, args, { fixes: types.length > 2 ? cures.slice(-1) : cures }));
      return nothing;
    }
    const type = mergedType(types, first.shape);
    return { outputs: { out: type.tag === 'data' && types.length > 1 ? { ...type, range: 'real' } : type } };
  },
  build({ b, inputs, output }) {
    const [first, ...rest] = inputs('in').map(({ tensor }) => tensor);
    output('out', rest.reduce((total, tensor) => b.add(total, tensor), first!), mergedMask(b, inputs('in')));
  },
  summary: () => '',
});
