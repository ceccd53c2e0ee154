/** The class of a node: its layers, heads and weights, its pass, and how its statistics follow a batch. */
import { readParams } from '../../document/fields';
import { nodeOf } from '../../nodes/registry';
import { layerOf } from '../../layers/registry';
import type { Parameter, ValueId } from '../../program/types';
import { argumentsOf, headsOf, knownOf, type Argument, type Head } from '../program/arguments';
import { textOf, writeByMode, type ByMode } from '../program/by-mode';
import { freeName, type NamedTexts } from '../program/free-name';
import type { Modules, Part } from '../program/modules';
import type { Variable } from '../program/variables';
import type { Source } from '../program/source';
import { mentions, number } from '../program/text';
import type { Functions } from '../program/write-functions';
import { callersOf, headName } from './callers';
import { initializer } from './layer';
import { returnLines, stepLines } from './lines';
import { typescript } from './ops';
import { stackText, type StackText } from './stack';
import { twinText, type TwinText } from './twin';
import { comment, commentText, fit, list, printShape, quote, signature } from './text';

export interface Written {
  readonly part: Part;
  readonly args: readonly Argument[];
  readonly usesMode: boolean;
  /** Arguments that move with the step. */
  readonly moving: readonly string[];
  readonly code: ByMode;
  readonly stack: StackText | null;
  readonly heads: readonly Head[];
  /** Of a node that has the weights of another and settings of its own: the other, and its layers. */
  readonly twin: { readonly of: Part; readonly text: TwinText | null } | null;
}
/** Numbers that move with the step: under a name, as an expression of `step`, and as they are in the end. */
export const rampsOf = ({ united }: Modules): ReadonlyMap<ValueId, { readonly name: string; readonly text: string; readonly last: string }> =>
  new Map(
    united.builder.inputs.flatMap((input) => {
      if (input.kind !== 'scalar' || !input.ramp) return [];
      const { first, last, start, steps } = input.ramp;
      const since = start === 0 ? 'step' : `Math.max(0, step - ${number(start)})`;
      const share = `${number(last - first)} * Math.min(1, ${since} / ${number(steps)})`.replace(/^(-?)1 \* /, '$1');
      return [[input.value, { name: input.name.split('.').slice(1).join('.'), text: first === 0 ? share : `${number(first)} + ${share}`.replace('+ -', '- '), last: number(last) }] as const];
    }),
  );

const localOf = ({ name }: Parameter): string => name.split('/')[1]!;

/** A node with layers or weights is a class; others are expressions in the model. */
export function isModule(modules: Modules, part: Part): boolean {
  if (part.isDataset || part.outputs.length === 0) return false;
  const { stack } = modules.analysis.nodes[part.owner]!;
  return (stack?.layers.length ?? 0) > 0 || modules.united.builder.parameters.some(({ name }) => name.startsWith(`${part.owner}/`));
}

/** What the outputs of a part are called in what `apply` gives, each otherwise. */
export function keysOf(part: Part): ReadonlyMap<Variable, string> {
  const used = new Set<string>();
  return new Map(
    part.outputs.map((variable) => {
      const key = freeName(variable.local, (one) => used.has(one));
      used.add(key);
      return [variable, key];
    }),
  );
}

export function write(modules: Modules, part: Part, functions: Functions, classes: NamedTexts): Written {
  const args = argumentsOf(part, typescript);
  const known = knownOf(args);
  for (const parameter of part.parameters) known.set(parameter.value, `this.${localOf(parameter)}`);
  const moving = rampsOf(modules);
  for (const [id, { name }] of moving) known.set(id, name);
  const keys = keysOf(part);
  const results = part.outputs.map((variable) => ({ local: keys.get(variable)!, ids: variable.ids }));
  const code = writeByMode({ united: modules.united, language: typescript, callers: callersOf(modules, functions, () => 'this', 'mode'), known, results, taken: ['mode', 'tf', 'ops'], keepsNames: results.length > 1 });
  const text = textOf(code);
  return {
    part,
    args: args.filter(({ name }) => mentions(text, name)),
    usesMode: code.conditions.size > 0 || mentions(text, 'mode'),
    moving: [...new Set([...moving.values()].map(({ name }) => name))].filter((name) => mentions(text, name)),
    code,
    stack: stackText(modules.analysis, part.owner, classes),
    heads: headsOf(modules, part),
    twin: part.module === part.owner ? null : { of: modules.part(part.owner), text: twinOf(modules, part, classes) },
  };
}

const twinOf = (modules: Modules, { id, owner }: Part, classes: NamedTexts): TwinText | null =>
  modules.analysis.nodes[id]!.stack?.layers.length ? twinText(modules.analysis, id, owner, modules.part(owner).names.value, classes) : null;

/** A list on one line, or with a line each where that is too long. */
const fieldOf = (name: string, items: readonly string[], type = ''): string => fit(`readonly ${name}${type} = [${items.join(', ')}];`, 2);

/** Its layers, heads and weights, and their names in the file. */
function fields(source: Source, modules: Modules, { part, stack, heads }: Pick<Written, 'part' | 'stack' | 'heads'>): void {
  const add = (text: string): unknown => source.add(text, part.id);
  if (stack) add(`  readonly layers = ${stack.lines.join('\n')};`);
  for (const { kernel, size, units } of heads) add(`  readonly ${headName(kernel)} = ops.linear(${size}, ${units});`);
  for (const parameter of part.parameters) {
    const { shape } = modules.united.values[parameter.value]!;
    add(fit(`readonly ${localOf(parameter)} = ops.weight(${list(shape as number[])}, ${initializer(parameter.init)}${parameter.trainable ? '' : ', false'});`, 2));
  }
  const named = [...(stack && stack.names.length > 0 ? [`ops.weightsOf(this.layers, [${stack.names.map(quote).join(', ')}])`] : []), ...heads.map(({ kernel, bias }) => `ops.weightsOf(this.${headName(kernel)}, [${quote(kernel)}, ${quote(bias)}])`)];
  const own = part.parameters.map((parameter) => `[${quote(parameter.name)}, this.${localOf(parameter)}]`);
  if (named.length === 1 && own.length === 0) add(fit(`readonly weights = ${named[0]!};`, 2));
  else if (named.length + own.length > 0) add(fieldOf('weights', [...named.map((text) => `...${text}`), ...own], ': ops.NamedWeight[]'));
}
/** The same things of a node whose weights are another's, which is given to its constructor. */
function twinFields(add: (text: string) => unknown, part: Part, { of, text }: NonNullable<Written['twin']>, heads: readonly Head[]): void {
  const other = of.names.value;
  const own = part.parameters.map(localOf);
  if (text) add('  readonly layers: tf.Sequential;');
  for (const { kernel } of heads) add(`  readonly ${headName(kernel)}: tf.Sequential;`);
  for (const name of own) add(`  readonly ${name}: tf.Variable;`);
  add('');
  add(comment(`The weights are those of the ${other}.`, 2));
  add(`  constructor(${other}: ${of.names.type}) {`);
  if (text) add(text.stack);
  if (text?.isTied) add(`    ops.takeWeights(this.layers, ${other}.layers);`);
  for (const name of [...heads.map(({ kernel }) => headName(kernel)), ...own]) add(`    this.${name} = ${other}.${name};`);
  add('  }');
}

export function moduleClass(source: Source, modules: Modules, { part, args, usesMode, moving, code, stack, heads, twin }: Written): void {
  const definition = nodeOf(part.node.kind)!;
  const summary = commentText(definition.summary(readParams(definition.fields, part.node.params)));
  const shapes = (variables: readonly Variable[]): string => variables.map(({ shape }) => printShape(shape)).join(' and ');
  const keys = keysOf(part);
  const title = commentText(part.title);
  const about = `${title === definition.title ? '' : `${title}: `}${definition.title}${summary ? ` (${summary})` : ''}`;
  const simple = args.length === 1 && part.outputs.length === 1;
  const takes = args.map(({ name, variable }) => `\`${name}\` ${printShape(variable.shape)}`).join(', ');
  const gives = part.outputs.map((variable) => `\`${keys.get(variable)}\` ${printShape(variable.shape)}`).join(', ');
  source.block(comment(simple ? `${about}: ${shapes(args.map(({ variable }) => variable))} to ${shapes(part.outputs)}.` : `${about}. ${takes ? `Takes ${takes}; gives` : 'Gives'} ${gives}.`), part.id);
  const add = (text: string): unknown => source.add(text, part.id);
  add(`export class ${part.names.type} {`);
  if (twin) twinFields(add, part, twin, heads);
  else fields(source, modules, { part, stack, heads });

  const parameters = [...args.map(({ name }) => `${name}: tf.Tensor`), ...(usesMode ? ['mode: ops.Mode'] : []), ...moving.map((name) => `${name}: number`)];
  add('');
  add(signature('apply', parameters, part.outputs.length === 1 ? 'tf.Tensor' : null, 2));
  const written = (texts: readonly string[]): string => {
    if (texts.length === 1) return texts[0]!;
    const entries = part.outputs.map((variable, i) => (texts[i] === keys.get(variable) ? texts[i]! : `${keys.get(variable)}: ${texts[i]!}`));
    return `{ ${entries.join(', ')} }`;
  };
  returnLines(code.steps, code.results, 4, written).forEach(add);
  add('  }');
}
export const endClass = (source: Source, part: Part): unknown => source.add('}', part.id);
export const hasWeights = ({ part, stack, heads }: Written): boolean => (stack?.names.length ?? 0) + heads.length + part.parameters.length > 0;

/** Whether layers of a stack have statistics that follow its batches. */
const stackFollows = (modules: Modules, part: Part): boolean =>
  !part.frozen &&
  (modules.analysis.nodes[part.owner]!.stack?.layers ?? []).some(({ kind, params, input }) => {
    const layer = layerOf(kind)!;
    return layer.weights(readParams(layer.fields, params), input).some(({ trainable }) => trainable === false);
  });

/** What the gradients of a node that are of no loss may be computed from. */
function seenOf(part: Part): Argument[] {
  const keys = keysOf(part);
  return [...argumentsOf(part, typescript), ...part.outputs.map((variable) => ({ variable, name: keys.get(variable)! }))];
}
/** The gradients of a node that are of no loss, as a method; what it takes, or null where there are none. The same for each node that shares its weights. */
export function pullMethod(source: Source, modules: Modules, part: Part, functions: Functions): readonly Argument[] | null {
  const pulled = nodeOf(part.node.kind)!.traits.pulls;
  if (!pulled || part.pulls.length === 0) return null;
  const seen = seenOf(part);
  const known = knownOf(seen);
  // What it takes and gives is known as what it is computed from, too.
  for (const { variable: { ids }, name } of seen) if (ids.train !== undefined && !known.has(ids.train)) known.set(ids.train, name);
  for (const parameter of part.parameters) known.set(parameter.value, `this.${localOf(parameter)}`);
  const results = part.pulls.map(({ value }) => ({ local: modules.united.builder.names.get(value) ?? 'pull', ids: { train: value, evaluate: value, infer: value } }));
  const code = writeByMode({ united: modules.united, language: typescript, callers: callersOf(modules, functions, () => 'this', "'train'"), known, results, taken: ['tf', 'ops'], keepsNames: false });
  const text = textOf(code);
  const args = seen.filter(({ name }) => mentions(text, name));
  const add = (line: string): unknown => source.add(line, part.id);
  add('');
  add(comment(`${pulled.help}${pulled.source ? ` (${pulled.source})` : ''}`, 2));
  add(signature(pulled.name, args.map(({ name }) => `${name}: tf.Tensor`), '[tf.Variable, tf.Tensor][]', 2));
  stepLines(code.steps, 4).forEach(add);
  add('    return [');
  part.pulls.forEach(({ parameter }, i) => add(fit(`[this.${parameter.split('/')[1]!}, ${code.results[i]!.text}],`, 6)));
  add('    ];');
  add('  }');
  return args;
}
/** A call of that method with the values of a node, which may be another that shares its weights. */
export function pullCall(modules: Modules, part: Part, args: readonly Argument[]): string {
  const seen = new Map(seenOf(part).map(({ name, variable }) => [name, variable]));
  return `model.${modules.part(part.owner).names.value}.${nodeOf(part.node.kind)!.traits.pulls!.name}(${args.map(({ name }) => `values.${seen.get(name)!.name}`).join(', ')})`;
}

/** The method by which the statistics of a node follow a step; what it takes, or null where there are none. */
export function followMethod(source: Source, modules: Modules, { part }: Written, functions: Functions): { readonly args: readonly Argument[]; readonly ofStack: boolean } | null {
  const ofStack = stackFollows(modules, part);
  if (part.updates.length === 0 && !ofStack) return null;
  // Of several nodes with the same weights, the last one moves them, as in the program.
  const by = part.updates[0] ? modules.part(part.updates[0].by) : part;
  const keys = keysOf(by);
  const inside = by.outputs.filter(({ port }) => port === null).map((variable): Argument => ({ variable, name: keys.get(variable)! }));
  const candidates = [...argumentsOf(by, typescript), ...inside];
  const known = knownOf(candidates);
  for (const parameter of part.parameters) known.set(parameter.value, `this.${localOf(parameter)}`);
  const results = part.updates.map(({ value }) => ({ local: modules.united.builder.names.get(value) ?? 'next', ids: { train: value, evaluate: value, infer: value } }));
  const code = writeByMode({ united: modules.united, language: typescript, callers: callersOf(modules, functions, () => 'this', "'train'"), known, results, taken: ['tf', 'ops', 'step'], keepsNames: false });
  const text = textOf(code);
  const args = candidates.filter(({ name }) => mentions(text, name));
  const add = (line: string): unknown => source.add(line, part.id);
  add('');
  add(comment(`Moves the statistics after ${ofStack ? 'the pass of update `step`, from 0,' : 'a pass in training,'} by what it was computed with.`, 2));
  add(signature('follow', [...args.map(({ name }) => `${name}: tf.Tensor`), ...(ofStack ? ['step: number'] : [])], 'void', 2));
  if (ofStack) add('    ops.follow(this.layers, step);');
  stepLines(code.steps, 4).forEach(add);
  const names = part.updates.map(({ parameter }) => `this.${parameter.split('/')[1]!}`);
  const values = code.results.map(({ text: value }, i) => ({ target: names[i]!, value }));
  // All new values are computed from the old ones.
  const late = values.some(({ target }, i) => values.slice(i + 1).some(({ value }) => mentions(value, target)));
  const next = (target: string): string => `next${target.charAt(5).toUpperCase()}${target.slice(6)}`;
  for (const { target, value } of values) add(fit(late ? `const ${next(target)} = ${value};` : `${target}.assign(${value});`, 4));
  if (late) for (const { target } of values) add(`    ${target}.assign(${next(target)});`);
  add('  }');
  return { args, ofStack };
}
