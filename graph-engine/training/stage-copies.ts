/** Parameters that start as copies of others when a stage begins, transposed where an unrolled network asks for it. */
import type { HourglassDocument, Stage } from '../document/types';
import type { ParameterStore, Weights } from '../runtime/device';
import { ModelError } from './model-error';

/** [rows, columns] → [columns, rows]. */
function transposed({ shape, data }: Weights): Weights {
  const [rows, columns] = shape as [number, number];
  const out = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) out[column * rows + row] = data[row * columns + column]!;
  return { shape: [columns, rows], data: out };
}
const print = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** @throws ModelError where a parameter is not there, or of another shape. */
export async function makeCopies({ nodes }: HourglassDocument, store: ParameterStore, { name, copies }: Stage): Promise<void> {
  if (copies.length === 0) return;
  const weights = await store.read();
  const label = (parameter: string): string => [nodes[parameter.split('/')[0]!]?.name ?? parameter.split('/')[0], ...parameter.split('/').slice(1)].join('/');
  const find = (parameter: string): Weights => {
    const found = weights.get(parameter);
    if (!found) throw new ModelError(`Stage ${name} copies the weights “${label(parameter)}”, which are not there. Choose others, or take the copy out of the stage.`);
    return found;
  };
  for (const { from, to, transposed: turns } of copies) {
    const [source, target] = [find(from), find(to)];
    if (turns && source.shape.length !== 2) throw new ModelError(`Stage ${name} copies “${label(from)}” transposed, and it is ${print(source.shape)}: only a matrix can be.`);
    const copy = turns ? transposed(source) : source;
    if (copy.shape.join() !== target.shape.join()) throw new ModelError(`Stage ${name} copies “${label(from)}” to “${label(to)}”: expected ${print(target.shape)}, found ${print(copy.shape)}. Choose weights of one shape${source.shape.length === 2 && !turns ? ', or copy them transposed' : ''}.`);
    store.write(to, copy);
  }
}
