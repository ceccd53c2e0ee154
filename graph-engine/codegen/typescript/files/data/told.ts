/** The part of `data.ts` that tells the labels of some items alone, as `labelledItems` of the studio has it. */
import { labelledOf } from '../../../../nodes/data-settings';
import { fit } from '../../text';
import type { CodeNode, Project } from '../../project';
import type { Source } from '../../../program/source';

/** What the labels of a Dataset are called in a batch, where somebody learns from them and is told those of `count` items alone. */
export function toldOf(node: CodeNode): { readonly name: string; readonly count: number } | null {
  const [label, count] = [node.beside.find(({ aside }) => aside === 'label'), labelledOf(node.node)];
  return label && count > 0 ? { name: label.name, count } : null;
}
export const tellsSome = ({ datasets }: Pick<Project, 'datasets'>): boolean => datasets.some((node) => toldOf(node) !== null);

/** `rounds`: batches are made of items with labels alone, at some time. */
export function addTold(source: Source, { datasets }: Project, rounds: boolean): void {
  source.block(`/** Of these items \`count\`, as many of each label as can be; the labels of the others are taken away. */
function keepLabels(labels: Items, items: number[], count: number): number[] {
  const size = labels.values.length / labels.count;
  const rounds: number[][] = [];
  const seen = new Map<number, number>();
  for (const item of items) {
    const label = labels.values.subarray(item * size, (item + 1) * size).indexOf(1);
    const round = seen.get(label) ?? 0;
    seen.set(label, round + 1);
    (rounds[round] ??= []).push(item);
  }
  const kept = new Set(rounds.flat().slice(0, count));
  for (const item of items) {
    if (!kept.has(item)) labels.values.fill(0, item * size, (item + 1) * size);
  }
  return [...kept];
}`);
  const several = datasets.length > 1;
  const type = several ? 'Chosen' : 'number[]';
  source.block(`/** Tells the labels of some of the items that are trained on, and gives these items; those of the others are kept from the model. */\nexport function tellLabels(data: Data, training: ${type}): ${type} {`);
  const keep = (node: CodeNode): string => {
    const [told, items] = [toldOf(node), several ? `training.${node.name}` : 'training'];
    return told ? `keepLabels(data.${told.name}, ${items}, ${told.count})` : items;
  };
  if (!several) source.add(`${fit(`return ${keep(datasets[0]!)};`, 2)}\n}`, datasets[0]!.id);
  else {
    source.add('  return {');
    for (const node of datasets) source.add(fit(`${node.name}: ${keep(node)},`, 4), node.id);
    source.add('  };\n}');
  }
  if (rounds) {
    source.block(`/** So many of these items in a random order, all of them before one comes again. */
export const inRounds = (items: number[], count: number, seed: number, purpose: string): number[] =>
  Array.from({ length: Math.ceil(count / items.length) }, (_, round) =>
    shuffled(items, seed, \`\${purpose} \${round}\`),
  )
    .flat()
    .slice(0, count);`);
  }
}
