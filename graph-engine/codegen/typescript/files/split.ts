/** `split.ts`: deals items out in the ways of the studio that are not chance alone. */
import { fit, quote } from '../text';
import type { CodeNode, Project } from '../project';
import { Source } from '../../program/source';
import { dealingOf, dealsOut } from './data/dealing';
import { testShareOf } from './data/kinds';
import type { SplitKind } from '../../../data/splits/registry';

const atRandom = `/** At random. */
const atRandom = (items: number[], shares: Shares, seed: number, purpose: string): Parts =>
  cut(shuffled(items, seed, purpose), shares);`;

const ways: Readonly<Record<SplitKind, string>> = {
  shuffled: atRandom,
  stratified: `/** At random, with the same share of each label in every part. */
function stratified(
  items: number[],
  labels: (string | number)[] | null,
  shares: Shares,
  seed: number,
  purpose: string,
): Parts {
  const groups = [...grouped(items, (item) => labels?.[item] ?? '')];
  return together(
    groups.map(([label, group]) => cut(shuffled(group, seed, \`\${purpose} \${label}\`), shares)),
  );
}`,
  group: `/** At random, with all items of one value of a column in one part. The last group is trained on. */
function byGroup(
  items: number[],
  values: (string | number)[],
  shares: Shares,
  seed: number,
  purpose: string,
): Parts {
  const groups = [...grouped(items, (item) => values[item]!).values()];
  const order = shuffled([...groups.keys()], seed, purpose).map((place) => groups[place]!);
  const parts: Parts = { training: [], validation: [], test: [] };
  order.forEach((group, i) => {
    const isLast = i === order.length - 1;
    if (!isLast && parts.validation.length < shares.validation * items.length) {
      parts.validation.push(...group);
    } else if (!isLast && parts.test.length < shares.test * items.length) {
      parts.test.push(...group);
    } else parts.training.push(...group);
  });
  return parts;
}`,
  time: `/** The earliest are trained on, later ones held out, the latest are for the test. */
function byTime(items: number[], values: (string | number)[], shares: Shares): Parts {
  const order = items.toSorted((a, b) =>
    values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b,
  );
  // What is cut off first is what comes last.
  const latest = { validation: shares.test, test: shares.validation };
  const { training, validation: test, test: validation } = cut(order.toReversed(), latest);
  return {
    training: training.toReversed(),
    validation: validation.toReversed(),
    test: test.toReversed(),
  };
}`,
  column: `/** As a column says of each item; what says something else is left to the test. */
function byColumn(items: number[], values: (string | number)[]): Parts {
  const of = (...words: string[]): number[] =>
    items.filter((item) => words.includes(String(values[item]).trim().toLowerCase()));
  const training = of('train', 'training', 'fit');
  const validation = of('validation', 'valid', 'val', 'dev');
  const known = new Set([...training, ...validation]);
  return { training, validation, test: items.filter((item) => !known.has(item)) };
}`,
};

const grouping = `/** Items by their value, in the order in which values first come. */
function grouped(
  items: number[],
  valueOf: (item: number) => string | number,
): Map<string | number, number[]> {
  const groups = new Map<string | number, number[]>();
  for (const item of items) {
    const value = valueOf(item);
    const group = groups.get(value);
    if (group) group.push(item);
    else groups.set(value, [item]);
  }
  return groups;
}`;

const joining = `/** Parts that lie one after another. */
const together = (parts: Parts[]): Parts => ({
  training: parts.flatMap(({ training }) => training),
  validation: parts.flatMap(({ validation }) => validation),
  test: parts.flatMap(({ test }) => test),
});`;

/** As the studio reads dates. */
const dates = `const yearFirst =
  /^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2}(?:\\.\\d+)?))?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?$/;
const dayFirst =
  /^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2}(?:\\.\\d+)?))?)?$/;

/** Milliseconds since 1970 of a date such as 2026-11-27, 2026-11-27 18:30 or 27.11.2026; NaN where it is none. */
function timeOf(cell: string): number {
  const [, ...found] = yearFirst.exec(cell.trim()) ?? [];
  const [, dayOf, monthOf, yearOf, ...rest] = dayFirst.exec(cell.trim()) ?? [];
  const parts = found.length > 0 ? found : [yearOf, monthOf, dayOf, ...rest];
  const [year, month, day, hour = '0', minute = '0', second = '0', zone] = parts;
  if (year === undefined || Number(month) > 12 || Number(day) > 31) return NaN;
  const minutes = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  const [, sign, hours = '0', more = '0'] = /([+-])(\\d{2}):?(\\d{2})/.exec(zone ?? '') ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(more)) * 60_000;
  return minutes + Number(second) * 1000 - offset;
}`;

/** The call that deals out the items of a Dataset. */
function callOf(node: CodeNode, validation: number, several: boolean): string {
  const dealing = dealingOf(node);
  const items = several ? `items.${node.name}` : 'items';
  const data = `loaded.${node.name}`;
  const shares = `{ validation: ${validation}, test: ${testShareOf(node)} }`;
  const random = `${shares}, seed, ${several ? quote(`split ${node.name}`) : "'split'"}`;
  if (!dealing) return `atRandom(${items}, ${random})`;
  const { kind, by } = dealing;
  if (kind === 'stratified') return `stratified(${items}, ${data}.labels, ${random})`;
  const cells = `valuesOf(${data}, columns.${node.name}, ${quote(by!.name)})`;
  const values = by!.kind === 'date' ? `${cells}.map((cell) => timeOf(String(cell)))` : cells;
  if (kind === 'column') return `byColumn(${items}, ${values})`;
  return kind === 'time' ? `byTime(${items}, ${values}, ${shares})` : `byGroup(${items}, ${values}, ${random})`;
}

const random: ReadonlySet<SplitKind> = new Set(['shuffled', 'stratified', 'group']);
/** Whether chance has a part in it. */
export const drawsSplit = ({ datasets }: Project): boolean => datasets.some((node) => random.has(dealingOf(node)?.kind ?? 'shuffled'));

/** Null where chance alone deals them out, which `train.ts` does. */
export function splitFile(project: Project): Source | null {
  const { datasets, document } = project;
  if (!dealsOut(project)) return null;
  const several = datasets.length > 1;
  const kinds = new Set(datasets.map((node) => dealingOf(node)?.kind ?? 'shuffled'));
  const byColumns = datasets.some((node) => dealingOf(node)?.by);
  const draws = drawsSplit(project);
  const source = new Source('src/split.ts').add('/** Deals items out to training, validation and test. */');
  if (byColumns) source.add("import { columns } from './columns.ts';");
  source.add(`import type { ${several ? 'Chosen, ' : ''}Loaded } from './data.ts';`);
  if (draws) source.add("import { shuffled } from './random.ts';");
  if (byColumns) source.add("import { valuesOf } from './table.ts';");
  source.block(`export interface Parts {
  training: number[];
  validation: number[];
  /** Neither trained on nor held out: for judging in the end. */
  test: number[];
}`);
  if ([...kinds].some((kind) => kind !== 'column')) {
    source.add(`/** Of the items, what is held out, and what is left for the test. */
interface Shares {
  validation: number;
  test: number;
}`);
  }
  if ([...kinds].some((kind) => kind !== 'column' && kind !== 'group')) {
    source.block(`/** Parts of items in this order: what is held out, what is for the test, what is trained on. */
function cut(items: number[], { validation, test }: Shares): Parts {
  const part = (share: number, most: number): number =>
    share === 0 ? 0 : Math.max(0, Math.min(Math.max(1, Math.round(items.length * share)), most));
  const held = part(validation, items.length - 1);
  const judged = part(test, items.length - held - 1);
  return {
    validation: items.slice(0, held),
    test: items.slice(held, held + judged),
    training: items.slice(held + judged),
  };
}`);
  }
  if (kinds.has('stratified') || kinds.has('group')) source.block(grouping);
  if (kinds.has('stratified')) source.block(joining);
  if (datasets.some((node) => dealingOf(node)?.by?.kind === 'date')) source.block(dates);
  for (const kind of kinds) source.block(ways[kind]);
  source.block(`/** Something is trained on; where nothing is held out, that is what is judged. */
function checked(parts: Parts): Parts {
  if (parts.training.length === 0) throw new Error('The split leaves no items to train on');
  return parts.validation.length > 0 ? parts : { ...parts, validation: parts.training };
}`);
  const validation = document.training.validationSplit;
  const seeded = draws ? ', seed: number' : '';
  if (!several) {
    source.block(`/** The parts of these items. */\nexport function dealOut(loaded: Loaded, items: number[]${seeded}): Parts {`);
    source.add(`${fit(`return checked(${callOf(datasets[0]!, validation, false)});`, 2)}\n}`, datasets[0]!.id);
    return source;
  }
  source.block(`/** The parts of these items of each Dataset. */\nexport function dealOut(loaded: Loaded, items: Chosen${seeded}): Record<keyof Chosen, Parts> {\n  return {`);
  for (const node of datasets) source.add(fit(`${node.name}: checked(${callOf(node, validation, true)}),`, 4), node.id);
  return source.add('  };\n}');
}
