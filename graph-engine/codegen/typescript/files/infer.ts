/** `infer.ts`: what comes back of some items. */
import { itemWordOf } from '../../../program/figures';
import { fit, quote } from '../text';
import { passesOf } from '../../program/passes';
import type { CodeNode, Project } from '../project';
import { Source } from '../../program/source';
import { hasEmbedded, isTable } from './data/tables';
import { fittedOf, howToFit, labelledOf } from './data/kinds';
import { turns } from './layout';
import { guessFile, guessedOf } from './guess';
import { isText } from './data/texts';

/** Items at a time. */
const CHUNK = 250;

/** The Dataset whose items are reconstructed, and may have labels; null where nothing is. */
export const reconstructedOf = (project: Project): CodeNode | null =>
  passesOf(project.modules).methods.reconstruct && project.roles.data?.type.tag === 'data' && project.roles.output ? project.byId.get(project.roles.data.node)! : null;

/** Of a table the labels are a column, and reconstructions are also told in its units. */
const isTableOf = (dataset: CodeNode | null): boolean => dataset !== null && isTable(dataset);
const listType = (dataset: CodeNode | null): string => (isTableOf(dataset) ? '(string | Row)' : dataset ? '(number | number[])' : 'number[]');

const helpers = (dataset: CodeNode | null): string => `/** Items at a time, so that a large file needs no memory of its size. */
const chunk = ${CHUNK};

/** Each item as a flat list of numbers. */
function rowsOf(x: tf.Tensor, batch: Batch, from: number): number[][] {
  const rows = x.reshape([x.shape[0]!, -1]).arraySync() as number[][];
  const wrong = rows.findIndex((row) => !row.every(Number.isFinite));
  if (wrong < 0) return rows;
  const cure = 'give it items like those that it was trained on';
  throw new Error(\`For item \${from + wrong} a value was not finite. \${rangeOf(batch).text}: \${cure}\`);
}

${isTableOf(dataset) ? 'type Row = (number | string | null)[];\n' : ''}/** JSON piece by piece, since the length of one text has a limit. */
function* jsonOf(figures: object, lists: Record<string, ${listType(dataset)}[]>): Generator<string> {
  yield JSON.stringify(figures).slice(0, -1);
  for (const [name, rows] of Object.entries(lists)) {
    yield \`,\${JSON.stringify(name)}:[\`;
    for (const [i, row] of rows.entries()) yield \`\${i > 0 ? ',' : ''}\${JSON.stringify(row)}\`;
    yield ']';
  }
  yield '}';
}`;

/** The loop over the items; `statements` see `x`, `batch` and `from`. */
const loop = (project: Project, statements: string): string => `  for (let from = 0; from < count; from += chunk) {
    const items = Array.from({ length: Math.min(chunk, count - from) }, (_, i) => from + i);
    const batch = batchOf(data, ${project.datasets.length > 1 ? 'ofEach(() => items)' : 'items'});
    tf.tidy(() => {
${statements}
    });
    tf.dispose({ ...batch });
  }`;

function writeReconstruction(source: Source, project: Project, dataset: CodeNode): void {
  const { methods } = passesOf(project.modules);
  const cut = methods.encode && methods.decode;
  const logits = project.roles.output!.type.tag === 'logits';
  const output = `${cut ? 'model.decode(code)' : 'model.reconstruct(x)'}${logits ? '.sigmoid()' : ''}`;
  const statements = [
    `const { ${dataset.name === 'x' ? 'x' : `${dataset.name}: x`} } = batch;`,
    ...(methods.encode ? ['const code = model.encode(x);', 'codes.push(...rowsOf(code, batch, from));'] : []),
    ...(logits ? ['// The model gives logits; a sigmoid makes grey levels of them.'] : []),
    `const found = rowsOf(${output}, batch, from);`,
    'outputs.push(...found);',
    'const originals = rowsOf(x, batch, from);',
    'found.forEach((row, i) => {',
    '  row.forEach((value, j) => (squaredError += (value - originals[i]![j]!) ** 2));',
    '});',
  ];
  const rows = isTable(dataset) ? `  // The same in the units of the file; null is a category that the model has no name for.\n  const names = columns.${dataset.name}.filter(isFed)${hasEmbedded([dataset]) ? ".filter(({ kind }) => kind !== 'embedded')" : ''}.map(({ name }) => name);\n${fit(`const rows = undoRows(outputs, columns.${dataset.name}, ${Object.keys(fittedOf(dataset).shapes).length > 0 ? 'fitted' : '{}'}, ${quote(fittedOf(dataset).prefix)});`, 2)}\n` : '';
  source.block(`${methods.encode ? '  const codes: number[][] = [];\n' : ''}  const outputs: number[][] = [];
  // Summed in double precision, so that many items add no rounding.
  let squaredError = 0;
${loop(project, statements.map((line) => `      ${line}`).join('\n'))}`);
  source.block(`  const result = {
    items: count,
    sumOfSquaredErrorsPerItem: squaredError / count,
    meanSquaredError: squaredError / count / outputs[0]!.length,
  };
${rows}  const lists = { ${methods.encode ? 'codes, ' : ''}outputs, ${rows ? 'columns: names, rows, ' : ''}...(labels && { labels }) };
  writeWhole(options.out, jsonOf(result, lists));
  if (options.json) console.log(JSON.stringify({ ...result, out: options.out }));
  else {
    const perItem = result.sumOfSquaredErrorsPerItem.toPrecision(5);
    console.log(\`\${count} items, squared error \${perItem} per ${itemWordOf(project.document, project.modules.analysis)}\`);
    console.log(\`${methods.encode ? 'codes and outputs' : 'outputs'} in \${options.out}\`);
  }
});`);
}

function writeValues(source: Source, project: Project): void {
  const { variables } = project.modules;
  const rows = variables.filter(({ isDataset, port }) => !isDataset && port !== null).map(({ name }) => `        ${name}: rowsOf(values.${name}, batch, from),`);
  const statements = [
    "      const values = model.forward(batch, 'infer');",
    '      const given: Record<string, number[][]> = {',
    ...rows,
    '      };',
    '      for (const [name, list] of Object.entries(given)) (lists[name] ??= []).push(...list);',
  ];
  source.block(`  const lists: Record<string, number[][]> = {};
${loop(project, statements.join('\n'))}
  writeWhole(options.out, jsonOf({ items: count }, lists));
  if (options.json) console.log(JSON.stringify({ items: count, out: options.out }));
  else console.log(\`\${count} items, outputs in \${options.out}\`);
});`);
}

/** What the files of a project are called in its texts. */
export function fileNames({ datasets }: Project): { readonly kind: string; readonly example: string } {
  const tables = datasets.filter(isTable).length;
  const texts = datasets.filter(isText).length;
  const kinds = [...(tables > 0 ? ['CSV'] : []), ...(texts > 0 ? ['text'] : []), ...(tables + texts < datasets.length ? ['IDX'] : [])];
  return { kind: kinds.join(' or ') || 'IDX', example: datasets[0] && isTable(datasets[0]) ? 'rows.csv' : datasets[0] && isText(datasets[0]) ? 'texts.txt' : 'images-idx3-ubyte.gz' };
}

export function inferFile(project: Project): Source {
  const guessed = guessedOf(project);
  if (guessed) return guessFile(guessed);
  const source = new Source('src/infer.ts');
  const dataset = reconstructedOf(project);
  const several = project.datasets.length > 1;
  const empty = howToFit(project) === 'nothing';
  const turned = turns(project);
  const table = isTableOf(dataset);
  const labelled = dataset ? [] : labelledOf(project);
  const named = fileNames(project);
  source.add(`/**
 * Runs the trained model on some items${dataset ? ', prints the error' : ''} and writes outputs.json:
 * \`npm run infer -- --items 16 --data ${named.example} --json\`.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { useBackend } from './backend.ts';${table ? "\nimport { columns, isFed } from './columns.ts';" : ''}
import { expectWritable, run, wholeNumber, writeWhole } from './command.ts';
import { batchOf, countOf, ${empty ? '' : 'fittedShapes, '}loadData${several ? ', ofEach' : ''}, prepare } from './data.ts';
import { rangeOf } from './finite.ts';`);
  if (dataset && !table) source.add("import { labelColumn, readLabels } from './labels.ts';");
  if (turned) source.add("import { layoutOf } from './layout.ts';");
  source.add(`import { Model, type Batch } from './model.ts';${table ? "\nimport { undoRows } from './prepare.ts';" : ''}
import { ${empty ? '' : 'loadFitted, '}loadWeights } from './weights.ts';`);
  source.block(helpers(dataset));
  source.block(`await run(async () => {
  const { values: options } = parseArgs({
    options: {
      /** ${named.kind} file${several ? 's, one for each Dataset,' : ''} instead of the one in data/. */
      data: { type: 'string', multiple: true },`);
  if (turned) source.add('      /** How the sides of an item lie in that file. */\n      layout: { type: \'string\' },');
  if (labelled.length > 0) source.add("      /** IDX file with the labels of --data. */\n      labels: { type: 'string', multiple: true },");
  if (dataset && !table) {
    source.add(`      /** IDX file with the class of each item, which goes to the outputs. */
      labels: { type: 'string' },
      'label-column': { type: 'string', default: String(labelColumn) },`);
  }
  source.add(`      items: { type: 'string', default: '16' },
      weights: { type: 'string', default: 'weights.safetensors' },
      out: { type: 'string', default: 'outputs.json' },
      /** Prints one JSON object instead of lines. */
      json: { type: 'boolean', default: false },
    },
  });
  const wanted = wholeNumber('--items', options.items, 1);`);
  if (turned) source.add('  const layout = options.layout === undefined ? undefined : layoutOf(options.layout);');
  if (dataset && !table) source.add("  const column = wholeNumber('--label-column', options['label-column'], 0);");
  source.add(`  if (!existsSync(options.weights)) {
    throw new Error(\`\${options.weights || '""'}: nothing there; npm run train makes weights\`);
  }
  expectWritable(options.out);`);
  const loading = `loadData(options.data${turned ? ', layout' : ''}${labelled.length > 0 ? ', options.labels' : ''})`;
  source.block(`  await useBackend();
  const model = new Model();
  loadWeights(options.weights, Object.values(model.weights).flat());
${empty ? '' : '  const fitted = loadFitted(options.weights, fittedShapes);\n'}${table ? `  const loaded = ${loading};\n` : ''}  const data = prepare(${table ? 'loaded' : loading}${empty ? '' : ', fitted'});
  const count = Math.min(wanted, countOf(data));`);
  if (dataset) {
    if (table) source.add(`  const labels = loaded.${dataset.name}.labels?.slice(0, count);`);
    else source.add(`  const labels =
    options.labels === undefined
      ? undefined
      : readLabels(options.labels, data.${dataset.name}.count, column).slice(0, count);`);
    writeReconstruction(source, project, dataset);
  } else writeValues(source, project);
  return source;
}
