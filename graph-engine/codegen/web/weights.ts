/** What the weights of each node are called in a module: `encoder.dense1.kernel` for `encoder/encoder-1/kernel`. */
import type { NodeId } from '../../document/types';
import type { Drawing } from '../program/inference/parts';
import { COLUMN_WEIGHTS } from '../program/inference/score';
import { list, quote } from './text';

export interface WeightPlace {
  /** The node whose they are; null for what belongs to the score. */
  readonly node: NodeId | null;
  readonly path: readonly string[];
}

const camel = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');

/** `dense1`, `conv2`: the layers of a stack by kind, counted where a kind comes again. */
export function layerNames({ analysis }: Drawing, owner: NodeId): ReadonlyMap<string, string> {
  const layers = analysis.nodes[owner]?.stack?.layers ?? [];
  const stemOf = (kind: string): string => camel(kind).replace('2d', '');
  const counts = new Map<string, number>();
  return new Map(
    layers.map(({ id, kind }) => {
      const stem = stemOf(kind);
      const count = (counts.get(stem) ?? 0) + 1;
      counts.set(stem, count);
      return [id, layers.filter((other) => stemOf(other.kind) === stem).length > 1 ? `${stem}${count}` : stem];
    }),
  );
}

export function placeOf(drawing: Drawing, parameter: string): WeightPlace {
  if (parameter === COLUMN_WEIGHTS) return { node: null, path: ['columns'] };
  const [first, ...rest] = parameter.split('/') as [string, ...string[]];
  // What was fitted of a Dataset is `dataset.data/standardised/mean`.
  const node = first.split('.')[0]!;
  const layers = layerNames(drawing, node);
  return { node, path: rest.flatMap((part, i) => (i === 0 && layers.get(part)) || part.split('.').map(camel)) };
}

interface Branch {
  [name: string]: Branch | string;
}
function branchText(branch: Branch, indent: number): string {
  const pad = ' '.repeat(indent);
  const entries = Object.entries(branch).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : branchText(value, indent + 2)}`);
  const line = `{ ${entries.join(', ')} }`;
  if (Object.values(branch).every((value) => typeof value === 'string') && indent + line.length < 100) return line;
  return `{\n${entries.map((entry) => `${pad}  ${entry},`).join('\n')}\n${pad}}`;
}

/** Where weights lie in the file, and the shapes that they have: a function of what reads them. */
export function weightsText(drawing: Drawing, names: ReadonlyMap<NodeId, string>, used: readonly { readonly name: string; readonly shape: readonly number[] }[]): string {
  const root: Branch = {};
  const seen = new Set<string>();
  for (const { name, shape } of used) {
    const { node, path } = placeOf(drawing, name);
    if (node === null || seen.has(name)) continue;
    seen.add(name);
    const full = [names.get(node)!, ...path];
    let branch = root;
    for (const part of full.slice(0, -1)) branch = (branch[part] ??= {}) as Branch;
    branch[full.at(-1)!] = `get(${quote(name)}, ${list(shape.map(String))})`;
  }
  return `/** The weights of each node, by the names that they have in weights.safetensors. */
const weightsFrom = (get) => (${branchText(root, 0)});`;
}
