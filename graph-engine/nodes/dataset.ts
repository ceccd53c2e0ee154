/** Dataset: where the data come from, and how they are scaled. */
import { datasetList, findDataset } from '@/datasets/registry';
import { diagnostic } from '../diagnostics/print';
import type { DataRange } from '../document/port-type';
import type { Shape } from '../document/shape';
import { defineNode, nothing } from './definition';
import { datasetCode } from './typescript/dataset';

const scalings = {
  unit: { label: 'From 0 to 1', help: 'Black is 0, white is 1.', range: 'unit' },
  signed: { label: 'From −1 to 1', help: 'Black is −1, white is 1; goes with tanh.', range: 'signed' },
  standardised: { label: 'Standardised', help: 'Mean 0 and variance 1 over all values of the training items.', range: 'standardised' },
  binary: { label: '0 or 1', help: '1 where the value is at least one half.', range: 'binary' },
} as const satisfies Record<string, { label: string; help: string; range: DataRange }>;
type Scaling = keyof typeof scalings;

const isFile = (source: string): boolean => findDataset(source)?.origin === 'file';

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
    fileName: { type: 'text', label: 'File', help: 'The file that was dropped here.', default: '', maxLength: 255, when: ({ source }) => isFile(String(source)) },
    shape: {
      type: 'shape',
      label: 'Shape',
      help: 'Height, width and channels of one item in the file.',
      default: [28, 28, 1],
      when: ({ source }) => isFile(String(source)),
    },
    count: { type: 'integer', label: 'Items', help: 'How many items to use; 0 is all there are.', default: 0, min: 0, max: 1_000_000 },
    scaling: {
      type: 'choice',
      label: 'Scaling',
      help: 'What the numbers look like; decides which losses make sense.',
      default: 'unit',
      options: (Object.keys(scalings) as Scaling[]).map((value) => ({ value, label: scalings[value].label, help: scalings[value].help })),
    },
  },
  traits: { stack: false, player: 'autoencoder', preview: 'samples', objective: false, shareable: false, feedsData: true },
  inputs: () => [],
  outputs: () => [{ id: 'data', label: 'Data', help: 'One batch of items.', gives: ['data'] }],
  infer({ node, params: { source, fileName, shape, scaling }, report }) {
    const definition = findDataset(source);
    const file = definition?.origin === 'file';
    if (file && fileName === '') report(diagnostic('data.file', { node: node.id, field: 'fileName' }, { node: node.name }));
    const known: Shape = (file ? null : definition?.shape) ?? shape;
    const actual = known.includes(-1) ? null : known;
    const range = scaling === 'unit' && definition?.range === 'binary' ? 'binary' : scalings[scaling].range;
    if (!actual) report(diagnostic('param.invalid', { node: node.id, field: 'shape' }, { field: 'Shape', expected: 'sizes of at least 1', found: shape.join(', ') }));
    return actual ? { outputs: { data: { tag: 'data', shape: actual, range, corrupted: false, source: node.id } } } : nothing;
  },
  build: ({ data, output, typeOf }) => output('data', data(typeOf('data').shape)),
  typescript: datasetCode,
  summary: ({ source, fileName }) => (isFile(source) && fileName ? fileName : (findDataset(source)?.title ?? source)),
});
