/** The part of `data.ts` that deals items out. */
import type { Project } from '../../project';
import type { Source } from '../../../program/source';
import { differsLoaded } from './kinds';
import { isText, textsOf } from './texts';

export function addBatches(source: Source, project: Project): void {
  const { datasets } = project;
  const single = datasets.length === 1;
  const any = differsLoaded(project);
  source.block(`/** How many items there are${single ? '' : ' in the smallest Dataset'}. */\nexport function countOf(data: ${any ? 'Data | Loaded' : 'Data'}): number {`);
  source.add(single ? `  return data.${datasets[0]!.name}.count;\n}` : '  return Math.min(...Object.values(data).map(({ count }) => count));\n}');
  const tokens = textsOf(project).length > 0;
  source.block(`${tokens ? '/** Tokens are whole numbers. */\n' : ''}function rows({ shape, values }: Items, indices: number[]${tokens ? ", type?: 'int32'" : ''}): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const chosen = new Float32Array(indices.length * size);
  indices.forEach((item, row) => {
    chosen.set(values.subarray(item * size, (item + 1) * size), row * size);
  });
  return tf.tensor(chosen, [indices.length, ...shape]${tokens ? ', type' : ''});
}`);
  if (!single) {
    const names = any ? 'keyof typeof sources' : 'keyof Data';
    source.block(`/** Items of each Dataset; no item of one belongs to an item of another. */
export type Chosen = Record<${names}, number[]>;

export function ofEach(choose: (name: ${names}) => number[]): Chosen {
  return { ${datasets.map(({ name }) => `${name}: choose('${name}')`).join(', ')} };
}

/** How many there are of each at least. */
export const countOfEach = (chosen: Chosen): number =>
  Math.min(...Object.values(chosen).map(({ length }) => length));`);
  }
  source.block(`/** The chosen items as tensors; the caller disposes of them. */\nexport function batchOf(data: Data, indices: ${single ? 'number[]' : 'Chosen'}): Batch {`);
  const fields = datasets.flatMap((node) => [node.name, ...node.beside.map(({ name }) => name)].map((name) => ({ node, text: `${name}: rows(data.${name}, indices${single ? '' : `.${node.name}`}${isText(node) && name === node.name ? ", 'int32'" : ''})` })));
  if (fields.length === 1) source.add(`  return { ${fields[0]!.text} };`, fields[0]!.node.id);
  else {
    source.add('  return {');
    for (const { node, text } of fields) source.add(`    ${text},`, node.id);
    source.add('  };');
  }
  source.add('}');
}
