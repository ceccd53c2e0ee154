/** Dataset: where the data come from, and how they are scaled. */
import { datasetList, findDataset } from '../data/sources/registry';
import { isFeature, isInRow, placesOf, rangeOf, widthOf, wiredPlaces } from '../data/columns/layout';
import { columnPorts } from '../data/columns/ports';
import { classesOf, columnsOf } from '../data/columns/of-source';
import { parseVocabulary, textOfSource } from '../data/text/of-source';
import { classesOfVocabulary } from '../data/text/vocabulary';
import { parseColumns, printColumns } from '../data/columns/settings';
import { preparationKinds, preparations, type PreparationKind } from '../data/preparations/registry';
import { defineFunction } from '../functions/define-function';
import type { Tensor } from '../program/builder';
import { diagnostic } from '../diagnostics/print';
import type { Fix } from '../diagnostics/types';
import type { Aside, PortType } from '../document/port-type';
import { sameShape, type Shape } from '../document/shape';
import type { GraphNode } from '../document/types';
import { columnFields } from './column-fields';
import { defineNode, nothing } from './definition';
import { fileFields, isFile } from './file-fields';
import { fixes } from './fixes';

/** Sets that need no file and have items of that shape. */
const standIns = (node: GraphNode, shape: Shape): Fix[] =>
  datasetList.filter((set) => set.origin === 'generated' && set.shape && sameShape(set.shape, shape)).slice(0, 1).map(({ id, title }) => fixes.setParam(`Use ${title} for now`, node.id, 'source', id));

const isText = (params: Parameters<typeof textOfSource>[0]): boolean => textOfSource(params) !== null;

// Padding is 0, and every token more.
const isPresent = defineFunction({ name: 'isPresent', help: 'The mask of a text: 1 where a place holds a token, 0 where it is padding (token 0).' }, ['tokens'], (b, tokens: Tensor) => b.step(b.toFloat(tokens)));

/** Without the ending. */
const nameOfFile = (fileName: string): string => fileName.replace(/(?<=.)\.[^.]+(\.gz)?$/, '');

export const dataset = defineNode({
  kind: 'dataset',
  title: 'Dataset',
  help: 'Gives the items that everything else learns from: generated here, downloaded on demand, or read from a file of yours.',
  words: ['input', 'text', 'words', 'sentences', 'tokens', 'images', 'pictures', 'table', 'csv', 'mnist', 'digits', 'training set', 'samples', 'dataloader'],
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
      // The columns of a table are prepared one by one.
      when: ({ source, columns, reading, vocabulary }) => columnsOf(String(source), String(columns)).length === 0 && !isText({ source: String(source), reading: String(reading), vocabulary: String(vocabulary) }),
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
      when: ({ source, scaling, columns }) => isFile(String(source)) && columns === '' && 'low' in preparations[scaling as PreparationKind].fits([]),
    },
    unsigned: {
      type: 'boolean',
      label: 'Unsigned integers',
      help: 'Reads signed integers of the file as unsigned ones: the IDX format has no unsigned 16-bit type, and programs write them as signed.',
      default: false,
      advanced: true,
      when: ({ source, columns }) => isFile(String(source)) && columns === '',
    },
    ...columnFields,
  },
  traits: { stack: false, preview: 'samples', objective: false, shareable: false, feedsData: true },
  inputs: () => [],
  outputs: (params) => [
    isText(params) ? { id: 'data', label: 'Tokens', help: 'One batch of texts, as the numbers of their tokens.', gives: ['indices'] } : { id: 'data', label: 'Data', help: 'One batch of items.', gives: ['data'] },
    ...(classesOf(params) > 0 ? [{ id: 'label', label: 'Label', help: 'What each item is: a 1 at the place of its class, and 0 elsewhere.', gives: ['data'], aside: 'label' } as const] : []),
    ...(columnsOf(params.source, params.columns).length > 0 ? [{ id: 'mask', label: 'Mask', help: '1 where a value was measured, 0 where it is missing.', gives: ['data'], aside: 'mask' } as const] : []),
    ...columnPorts(columnsOf(params.source, params.columns)).map(({ id, column: { name } }) => ({ id, label: name, help: `The ${name} of each item: a 1 at the place of its name, and 0 elsewhere.`, gives: ['data'], aside: 'label' }) as const),
  ],
  infer({ node, params, report }) {
    const { source, fileName, shape, scaling } = params;
    const definition = findDataset(source);
    const file = definition?.origin === 'file';
    if (file && fileName === '') report(diagnostic('data.file', { node: node.id, field: 'fileName' }, { node: node.name }, { fixes: standIns(node, shape) }));
    if (parseColumns(params.columns) === null) report(diagnostic('param.invalid', { node: node.id, field: 'columns' }, { field: 'Columns', expected: 'a list of columns', found: 'something else' }, { fixes: [fixes.setParam('Take the columns that the source has', node.id, 'columns', '')] }));
    const beside = (as: Aside, size: number): PortType => ({ tag: 'data', shape: [size], range: 'binary', corrupted: false, source: null, aside: { as, of: node.id } });
    const classes = classesOf(params);
    const label: Record<string, PortType> = classes > 0 ? { label: beside('label', classes) } : {};
    const columns = columnsOf(source, params.columns);
    const places = placesOf(columns);
    const apart = Object.fromEntries(columnPorts(columns).map(({ id, classes: size }) => [id, beside('label', size)]));
    if (places.length > 0) {
      const row = [widthOf(places)];
      return { outputs: { data: { tag: 'data', shape: row, range: rangeOf(places), corrupted: false, source: node.id, places: wiredPlaces(places) }, mask: beside('mask', row[0]!), ...label, ...apart } };
    }
    if (columns.length > 0) {
      const all = printColumns(columns.map((column) => (isFeature(column) && !isInRow(column) ? { ...column, preparation: 'one-hot' } : column)));
      const inRow = fixes.setParam('Put the categories into the row', node.id, 'columns', all);
      report(diagnostic('param.invalid', { node: node.id, field: 'columns' }, { field: 'Columns', expected: 'a number or a category in the row', found: 'none' }, { fixes: columns.some(isFeature) ? [inRow] : [] }));
      return { outputs: { ...label, ...apart } };
    }
    if (parseVocabulary(params.vocabulary) === null) report(diagnostic('param.invalid', { node: node.id, field: 'vocabulary' }, { field: 'Vocabulary', expected: 'a list of tokens', found: 'something else' }, { fixes: [fixes.setParam('Forget the vocabulary', node.id, 'vocabulary', '')] }));
    const known: Shape = (file ? null : definition?.shape) ?? shape;
    const actual = known.includes(-1) ? null : known;
    const range = scaling === 'unit' && definition?.range === 'binary' ? 'binary' : preparations[scaling].range;
    if (!actual) report(diagnostic('param.invalid', { node: node.id, field: 'shape' }, { field: 'Shape', expected: 'sizes of at least 1', found: shape.join(', ') }, { fixes: [fixes.setParam('Set Shape to 28, 28, 1', node.id, 'shape', [28, 28, 1])] }));
    const text = textOfSource(params);
    if (text && actual) return { outputs: { data: { tag: 'indices', shape: actual.slice(0, 1), classes: classesOfVocabulary(text.vocabulary), source: node.id, masked: true }, ...label } };
    return actual ? { outputs: { data: { tag: 'data', shape: actual, range, corrupted: false, source: node.id }, ...label } } : nothing;
  },
  build({ b, params: { source, columns }, data, output, typeOf, isWired }) {
    const type = typeOf('data');
    const values = data(type.shape);
    if (type.tag === 'indices') {
      const tokens = b.toInt(values);
      output('data', tokens, { mask: isPresent(b, tokens) });
    } else output('data', values);
    // Nobody makes or brings what no wire carries.
    for (const port of ['label', 'mask', ...columnPorts(columnsOf(source, columns)).map(({ id }) => id)]) if (isWired(port)) output(port, data(typeOf(port).shape, port));
  },
  items({ source, count }) {
    const definition = findDataset(source);
    if (!definition || definition.origin === 'file') return count > 0 ? count : null;
    return count === 0 ? definition.defaultCount : definition.origin === 'download' ? Math.min(count, definition.defaultCount) : count;
  },
  namesOf: ({ source, fileName }) => (isFile(source) && fileName ? [nameOfFile(fileName)] : [findDataset(source)?.title ?? source, source]),
  summary: ({ source, fileName }) => (isFile(source) && fileName ? fileName : (findDataset(source)?.title ?? source)),
});
