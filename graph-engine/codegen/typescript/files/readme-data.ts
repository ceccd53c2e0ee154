/** The part of the README that tells of the data: their files, how they are dealt out, and what they are prepared with. */
import { layoutIds } from '../../../data/formats/layout';
import { splits } from '../../../data/splits/registry';
import { readOptionsOf, splitSettingsOf } from '../../../nodes/data-settings';
import type { CodeNode, Project } from '../project';
import { columnsOf, isTable, tablesOf } from './data/tables';
import { isIdx, readingOf, textsOf } from './data/texts';
import { dealingOf, keptBeside } from './data/dealing';
import { fittedOf, labelledOf, normalOf, samplePath, testShareOf } from './data/kinds';
import { fileNames, reconstructedOf } from './infer';
import { hasSides, turns } from './layout';

const percent = (share: number): string => `${Math.round(100 * share)} of 100`;

function idxText(project: Project, plain: (text: string) => string): string {
  const turned = turns(project);
  const reconstructed = reconstructedOf(project);
  const labelled = reconstructed !== null && !isTable(reconstructed);
  const otherwise = project.datasets.filter((node) => hasSides(node) && readOptionsOf(node.node).layout !== 'channels-last');
  const stored = otherwise.map((node) => `The files of ${plain(node.title)} are read as \`${readOptionsOf(node.node).layout}\`, as in the studio.`).join(' ');
  return `An IDX file, plain or .gz, is four bytes \`00 00 TYPE RANK\`, then RANK sizes as big-endian 32-bit integers, of which the first counts the items, then the values, big-endian. Types: \`08\` unsigned bytes, \`09\` signed bytes, \`0b\` 16-bit and \`0c\` 32-bit integers, \`0d\` 32-bit and \`0e\` 64-bit floats.${turned ? ` Pictures are height × width × channels, or height × width; those in another order are turned with \`--layout\`: ${layoutIds.slice(1).map((id) => `\`${id}\``).join(', ')}.` : ''}${stored ? ` ${stored}` : ''}${labelled ? ' `npm run infer -- --data FILE --labels LABELS` puts the class of each item beside its code; of labels in several columns `--label-column` takes one.' : ''}`;
}

const csvText = (project: Project, plain: (text: string) => string): string => {
  const reconstructed = reconstructedOf(project);
  const tables = tablesOf(project);
  const label = tables.some((node) => columnsOf(node).some(({ kind }) => kind === 'label'));
  const beside = tables.flatMap((node) => keptBeside(node).map(({ name }) => plain(name)));
  return `A CSV file, plain or .gz, has a row for each item, with cells between commas, semicolons, tabs, bars or blanks. Columns are found by their names where the file has a header, else by their order; \`src/columns.ts\` lists them, and says how each is prepared.${label ? ' The column of the label may be missing.' : ''}${beside.length > 0 ? ` So may ${beside.join(', ')}, where rows are not dealt out by it: nothing is known of them then, and the network gets zeros.` : ''} An empty cell, \`NA\`, \`?\` and the like are missing values. A table of another format is written as CSV first.${reconstructed && isTable(reconstructed) ? ' `npm run infer` writes reconstructions twice: as the network gives them, and in the units of the file.' : ''}`;
};

const textText = (texts: readonly CodeNode[]): string => {
  const windows = texts.some((node) => readingOf(node).window !== null);
  return `A text is a plain file in UTF-8. ${windows ? 'It is cut into windows of so many tokens where `src/tokens.ts` says so; else each' : 'Each'} line is an item, and one without a token is left out. The vocabulary is in \`src/tokens.ts\`: what it does not hold is unknown, as \`\ufffd\` is in the sample.`;
};

/** How items are dealt out, where that is not at random alone. */
function dealtText(project: Project, node: CodeNode, plain: (text: string) => string): string[] {
  const { normal: wanted, split, splitBy } = splitSettingsOf(node.node);
  const normal = normalOf(node);
  const test = testShareOf(node);
  const words = plain(wanted);
  const dealing = dealingOf(node);
  const by = dealing?.by?.name ?? splitBy;
  const dealt = ` (${splits[split].title.toLowerCase()}${by ? `: ${plain(by)}` : ''})`;
  const exact = dealing && ['time', 'column'].includes(dealing.kind) ? 'the same rows come into the same parts' : 'by the same rule, with random numbers of its own, so that other rows come into each part';
  const source = !isIdx(node) ? '' : ` Labels of other files are named with \`--labels\`.`;
  return [
    ...(normal ? [`\`npm run train\` learns from items with the label ${words} alone, where there are labels.${source}`] : []),
    ...(wanted !== '' && !normal ? [`In the studio items with the label ${words} alone were trained on; what its number is among the labels is not known here, so that \`npm run train\` learns from all items.`] : []),
    ...(test > 0 ? [`${percent(test)} of them are left out of the training, for judging in the end.`] : []),
    ...(split === 'shuffled' ? [] : [dealing ? `\`src/split.ts\` deals items out as in the studio${dealt}: ${exact}.` : `Items are dealt out at random; in the studio they were dealt out in another way${dealt}, which the files here do not allow.`]),
  ];
}

/** `plain`: text of the user that stays text in Markdown. */
export function dataText(project: Project, hasData: boolean, plain: (text: string) => string): string {
  const { datasets } = project;
  const { kind, example } = fileNames(project);
  const tables = tablesOf(project);
  const texts = textsOf(project);
  const like = texts.length > 0 ? 'Any file of the same kind does' : tables.length === 0 ? 'Any IDX file of the same shape does' : tables.length === datasets.length ? 'Any CSV file with the same columns does' : 'Any CSV file with the same columns, or IDX file of the same shape, does';
  const data = hasData
    ? `${datasets.map((node) => `\`${samplePath(node)}\``).join(', ')} holds the first items of the data that the model was drawn for. ${like}:`
    : `The data are not in this folder. ${kind === 'IDX' ? 'Any IDX file of the right shape does' : like.replace('the same', 'the right')}:`;
  const [train, test] = example.endsWith('.csv') ? ['train.csv', 'test.csv'] : example.endsWith('.txt') ? ['train.txt', 'test.txt'] : ['train-images-idx3-ubyte.gz', 't10k-images-idx3-ubyte.gz'];
  const fitted = datasets.flatMap((node) => Object.keys(fittedOf(node).shapes).map((name) => `${fittedOf(node).prefix}/${name}`));
  const prepared = fitted.length > 0
    ? `What the data are prepared with is fitted once, on the items that are trained on, and stands among the weights, under names such as \`${fitted[0]}\`: other data are prepared with it too, item by item, as the weights expect.`
    : '';
  const dealt = datasets.flatMap((node) => dealtText(project, node, plain)).join(' ');
  const files = [...(tables.length > 0 ? [csvText(project, plain)] : []), ...(texts.length > 0 ? [textText(texts)] : []), ...(datasets.some(isIdx) ? [idxText(project, plain)] : [])];
  const labels = labelledOf(project).length > 0 && dealt === '' ? ['Labels of other files are named with `--labels`.'] : [];
  return `${data}

\`\`\`sh
npm run train -- --data ${train} --epochs 20
npm run infer -- --data ${test} --items 100 --json
\`\`\`

${[...files, ...labels, dealt, prepared].filter((text) => text !== '').join('\n\n')}`;
}
