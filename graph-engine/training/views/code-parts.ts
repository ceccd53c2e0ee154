/** A code that several nodes make side by side, part by part: bits stay bits where numbers stand beside them. */
import { readParams } from '../../document/fields';
import { sizeOf } from '../../document/shape';
import type { NodeId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import type { Sampling } from '../../nodes/definition';
import { nodeOf } from '../../nodes/registry';
import type { CodeForm } from '../protocol';
import type { CodeWalk, RealCodes } from './code-walks';
import { axesOf, walkOf } from './code-walks';
import type { ViewContext } from './definition';

export interface CodePart {
  /** Its first number, and how many there are. */
  readonly at: number;
  readonly size: number;
  readonly sampling: Sampling;
  /** Of a one-hot group; 0 where there is none. */
  readonly classes: number;
}

function partsAt({ session: { document, analysis } }: ViewContext, id: NodeId, size: number, at: number): readonly CodePart[] {
  const node = document.nodes[id]!;
  const definition = nodeOf(node.kind);
  const known = analysis.nodes[id]!;
  if (definition?.sampling) {
    const indices = Object.values(known.types).find((type) => type.tag === 'indices');
    return [{ at, size, sampling: definition.sampling(readParams(definition.fields, node.params)), classes: indices?.tag === 'indices' ? indices.classes : 0 }];
  }
  const whole: readonly CodePart[] = [{ at, size, sampling: 'empirical', classes: 0 }];
  // What takes any number of vectors, and is as long as they are together, has them side by side.
  const [port] = known.inputs;
  if (known.inputs.length !== 1 || !port?.many) return whole;
  const sources = wiresInto(document, id).map(({ from }) => ({ node: from.node, shape: analysis.nodes[from.node]?.types[from.port]?.shape ?? [] }));
  if (sources.length < 2 || sources.some(({ shape }) => shape.length !== 1) || sources.reduce((sum, { shape }) => sum + shape[0]!, 0) !== size) return whole;
  let next = at;
  return sources.flatMap(({ node: source, shape }) => {
    const part = partsAt({ session: { document, analysis } } as ViewContext, source, shape[0]!, next);
    next += shape[0]!;
    return part;
  });
}

/** One for each node that makes a part of the code that leads to the output. */
export const partsOf = (context: ViewContext): readonly CodePart[] => partsAt(context, context.roles.code!.node, sizeOf(context.roles.code!.type.shape), 0);

export const formOfPart = ({ sampling, classes }: CodePart): CodeForm => (sampling === 'bernoulli' ? 'bits' : sampling === 'one-hot' && classes > 0 ? 'classes' : 'numbers');

/** Of all codes, [items, size], the numbers of a part. */
export const columnsOf = ({ at, size }: CodePart, codes: Float32Array, whole: number): Float32Array =>
  Float32Array.from({ length: (codes.length / whole) * size }, (_, i) => codes[Math.floor(i / size) * whole + at + (i % size)]!);

/** How many ways there are to change the part. */
export const waysOf = (part: CodePart): number => axesOf({ form: formOfPart(part), shape: [part.size], classes: part.classes });

/** The way `axis` of a part, as a walk of the whole code. */
export function walkOfPart(part: CodePart, codes: Float32Array, own: Float32Array, axis: number, steps: number): CodeWalk {
  const form = formOfPart(part);
  const columns = columnsOf(part, codes, own.length);
  const groups = part.classes > 0 ? part.size / part.classes : 0;
  // In a one-hot group the class is where the largest number stands.
  const chosen = (group: number): number => {
    const numbers = columns.subarray(group * part.classes, (group + 1) * part.classes);
    return numbers.indexOf(Math.max(...numbers));
  };
  const real: RealCodes = { codes: columns, indices: form === 'classes' ? Float32Array.from({ length: (columns.length / part.size) * groups }, (_, group) => chosen(group)) : null };
  const walk = walkOf({ form, shape: [part.size], classes: part.classes }, real, own.slice(part.at, part.at + part.size), 0, axis, steps);
  return { ...walk, at: part.at + walk.at };
}
