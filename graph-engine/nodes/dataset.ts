/** Dataset: where the data come from, and how they are scaled. */
import { datasetList, findDataset } from '../data/sources/registry';
import { preparationKinds, preparations, type PreparationKind } from '../data/preparations/registry';
import { diagnostic } from '../diagnostics/print';
import type { Fix } from '../diagnostics/types';
import { sameShape, type Shape } from '../document/shape';
import type { GraphNode } from '../document/types';
import { defineNode, nothing } from './definition';
import { fileFields, isFile } from './file-fields';
import { fixes } from './fixes';
import { datasetCode } from './typescript/dataset';

/** Sets that need no file and have items of that shape. */
const standIns = (node: GraphNode, shape: Shape): Fix[] =>
  datasetList.filter((set) => set.origin === 'generated' && set.shape && sameShape(set.shape, shape)).slice(0, 1).map(({ id, title }) => fixes.setParam(`Use ${title} for now`, node.id, 'source', id));

export const dataset = defineNode({
  kind: 'dataset',
  title: 'Dataset',
  help: 'Gives the items that everything else learns from: generated here, downloaded on demand, or read from a file of yours.',
  category: 'data',
  fields: {
    source: {
      type: 'choice',
      label: 'Source',
      help: 'Which data.',
      default: 'digits',
      options: datasetList.map(({ id, title, help }) => ({ value: id, label: title, help })),
    },
    ...fileFields,
    count: { type: 'integer', label: 'Items', help: 'How many items to use; 0 is all there are.', default: 0, min: 0, max: 1_000_000 },
    scaling: {
      type: 'choice',
      label: 'Scaling',
      help: 'What the numbers look like; decides which losses make sense.',
      default: 'unit',
      options: preparationKinds.map((value) => ({ value, label: preparations[value].title, help: preparations[value].help })),
    },
    limits: {
      type: 'choice',
      label: 'Black and white',
      help: 'Which numbers become the ends of the range.',
      default: 'found',
      options: [
        { value: 'found', label: 'By the data', help: '0 and 1, or 0 and 255 for bytes, where the training items keep to that; else the least and the greatest number that they hold.' },
        { value: 'type', label: 'By the type', help: 'The least and the greatest number that the type of the file can hold, such as 0 and 255 for bytes; 0 and 1 for numbers with a fraction.' },
      ],
      advanced: true,
      when: ({ source, scaling }) => isFile(String(source)) && 'low' in preparations[scaling as PreparationKind].fits([]),
    },
    unsigned: {
      type: 'boolean',
      label: 'Unsigned integers',
      help: 'Reads signed integers of the file as unsigned ones: the IDX format has no unsigned 16-bit type, and programs write them as signed.',
      default: false,
      advanced: true,
      when: ({ source }) => isFile(String(source)),
    },
  },
  traits: { stack: false, player: 'autoencoder', preview: 'samples', objective: false, shareable: false, feedsData: true },
  inputs: () => [],
  outputs: () => [{ id: 'data', label: 'Data', help: 'One batch of items.', gives: ['data'] }],
  infer({ node, params: { source, fileName, shape, scaling }, report }) {
    const definition = findDataset(source);
    const file = definition?.origin === 'file';
    if (file && fileName === '') report(diagnostic('data.file', { node: node.id, field: 'fileName' }, { node: node.name }, { fixes: standIns(node, shape) }));
    const known: Shape = (file ? null : definition?.shape) ?? shape;
    const actual = known.includes(-1) ? null : known;
    const range = scaling === 'unit' && definition?.range === 'binary' ? 'binary' : preparations[scaling].range;
    if (!actual) report(diagnostic('param.invalid', { node: node.id, field: 'shape' }, { field: 'Shape', expected: 'sizes of at least 1', found: shape.join(', ') }, { fixes: [fixes.setParam('Set Shape to 28, 28, 1', node.id, 'shape', [28, 28, 1])] }));
    return actual ? { outputs: { data: { tag: 'data', shape: actual, range, corrupted: false, source: node.id } } } : nothing;
  },
  build: ({ data, output, typeOf }) => output('data', data(typeOf('data').shape)),
  items({ source, count }) {
    const definition = findDataset(source);
    if (!definition || definition.origin === 'file') return count > 0 ? count : null;
    return count === 0 ? definition.defaultCount : definition.origin === 'download' ? Math.min(count, definition.defaultCount) : count;
  },
  typescript: datasetCode,
  summary: ({ source, fileName }) => (isFile(source) && fileName ? fileName : (findDataset(source)?.title ?? source)),
});
