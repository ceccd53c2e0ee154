/** A stack of layers as a factory of a tf.Sequential. */
import type { Shape } from '../../document/shape';
import type { MemberCode, NodeEmit } from './emit';
import { fit, list, quote } from './text';

/** The studio's names of the weights, as a constant of `model.ts`. */
export const namesTable = (name: string, names: readonly string[]): string => fit(`const ${name}Weights = [${names.map(quote).join(', ')}];`);

export function stackMember(emit: Pick<NodeEmit, 'name' | 'className' | 'title'>, about: string, input: Shape, layers: readonly string[], names: readonly string[]): MemberCode {
  const first = `tf.layers.inputLayer({ inputShape: ${list(input)} })`;
  const factory = [
    `/** ${emit.title}: ${about}. */`,
    `export function create${emit.className}(): tf.Sequential {`,
    '  return tf.sequential({',
    fit(`layers: [${[first, ...layers].join(', ')}],`, 4),
    '  });',
    '}',
  ];
  const table = names.length ? [namesTable(emit.name, names)] : [];
  return {
    create: `create${emit.className}()`,
    model: [...factory, ...table].join('\n'),
    variables: (field) => `ops.variablesOf(${field})`,
    names,
    ...(names.length ? { namesConstant: `${emit.name}Weights` } : {}),
  };
}
