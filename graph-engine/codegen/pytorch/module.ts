/** The class of a node: its layers, heads and weights, its pass, and how its statistics follow. */
import { readParams } from '../../document/fields';
import { nodeOf } from '../../nodes/registry';
import type { ValueId } from '../../program/types';
import { argumentsOf, headsOf, knownOf, type Argument, type Head } from '../program/arguments';
import { textOf, writeByMode, type ByMode } from '../program/by-mode';
import type { Modules, Part } from '../program/modules';
import type { Variable } from '../program/variables';
import type { NamedTexts } from '../program/free-name';
import { mentions } from '../program/text';
import type { Functions } from '../program/write-functions';
import type { Source } from '../program/source';
import { callersOf, headName } from './callers';
import { returnLines, stepLines } from './lines';
import { python } from './ops';
import { stackText, type StackText } from './stack';
import { twinText, type TwinText } from './twin';
import { docstring, fit, number, printShape, signature, snake, tuple, WIDTH } from './text';

export const py = (name: string): string => snake(name);
export const variableName = (variable: Variable): string => py(variable.name);
/** Scalars that move with the step, as arguments. */
export const rampsOf = (modules: Modules): ReadonlyMap<ValueId, { readonly name: string; readonly call: string; readonly last: string }> =>
  new Map(
    modules.united.builder.inputs.flatMap((input) => {
      if (input.kind !== 'scalar' || !input.ramp) return [];
      const { first, last, start, steps } = input.ramp;
      return [[input.value, { name: py(input.name.split('.').slice(1).join('.')), call: `ramp(step, ${number(first)}, ${number(last)}, ${number(steps)}${start === 0 ? '' : `, ${number(start)}`})`, last: number(last) }] as const];
    }),
  );

export interface Written {
  readonly part: Part;
  readonly className: string;
  readonly args: readonly Argument[];
  readonly moving: readonly string[];
  readonly code: ByMode;
  readonly stack: StackText | TwinText | null;
  /** The module whose weights it has, where it is another class. */
  readonly of: Part | null;
  readonly heads: readonly Head[];
}

/** A node with weights, or one that acts by mode, is a module; others are expressions in the model. */
export function isModule(modules: Modules, part: Part): boolean {
  if (part.isDataset || part.outputs.length === 0) return false;
  const { stack } = modules.analysis.nodes[part.id]!;
  return (stack?.layers.length ?? 0) > 0 || modules.united.builder.parameters.some(({ name }) => name.startsWith(`${part.owner}/`));
}

const lookups = new WeakMap<Modules, ReadonlySet<ValueId>>();
/** The weights of which nothing but rows is taken: nn.Embedding, whose `weight` they are. */
export function lookupsOf(modules: Modules): ReadonlySet<ValueId> {
  const known = lookups.get(modules);
  if (known) return known;
  const { ops, builder } = modules.united;
  const found = new Set(builder.parameters.map(({ value }) => value).filter((value) => {
    const uses = ops.filter(({ inputs }) => inputs.includes(value));
    return uses.length > 0 && uses.every(({ kind, inputs }) => kind === 'gather' && inputs[0] === value && inputs[1] !== value);
  }));
  lookups.set(modules, found);
  return found;
}

export function write(modules: Modules, part: Part, functions: Functions, classes: NamedTexts): Written {
  const args = argumentsOf(part, python);
  const known = knownOf(args);
  for (const { value, name } of part.parameters) known.set(value, `self.${py(name.split('/')[1]!)}${lookupsOf(modules).has(value) ? '.weight' : ''}`);
  const moving = rampsOf(modules);
  for (const [id, { name }] of moving) known.set(id, name);
  const callers = callersOf(modules, functions, () => 'self');
  // In the order of the program: of a stack that runs twice, the statistics of the last run are followed.
  const inOrder = part.outputs.toSorted((a, b) => (a.ids.train ?? 0) - (b.ids.train ?? 0));
  const written = writeByMode({ united: modules.united, language: python, callers, known, results: inOrder.map(({ local, ids }) => ({ local, ids })), keepsNames: inOrder.length > 1 });
  const code = { ...written, results: part.outputs.map((variable) => written.results[inOrder.indexOf(variable)]!) };
  const text = textOf(code);
  const owner = modules.part(part.owner);
  const stackOf = ({ id, names }: Part): StackText | null => (modules.analysis.nodes[id]!.stack?.layers.length ? stackText(modules.analysis, id, `${py(names.value)}.layers`, functions, classes) : null);
  const [of, twin] = [stackOf(owner), part.module === part.owner ? null : stackOf(part)];
  return {
    part,
    className: part.names.type,
    args: args.filter(({ name }) => mentions(text, name)),
    moving: [...moving.values()].map(({ name }) => name).filter((name) => mentions(text, name)),
    code,
    stack: twin && of ? twinText(twin, of, py(owner.names.value)) : of,
    of: part.module === part.owner ? null : owner,
    heads: headsOf(modules, part),
  };
}
export function moduleClass(source: Source, modules: Modules, written: Written): void {
  const { part, className, args, moving, code, stack, of, heads } = written;
  const definition = nodeOf(part.node.kind)!;
  const summary = definition.summary(readParams(definition.fields, part.node.params));
  const shapes = (list: readonly { readonly shape: Variable['shape'] }[]): string => list.map(({ shape }) => printShape(shape)).join(', ');
  const about = `${part.title === definition.title ? '' : `${part.title}: `}${definition.title}${summary ? ` (${summary})` : ''}`;
  const add = (text: string): unknown => source.add(text, part.id);
  source.add('').add('');
  add(`class ${className}(nn.Module):`);
  const gives = part.outputs.map((variable) => `\`${py(variable.local)}\` ${printShape(variable.shape)}`).join(', ');
  const takes = args.map(({ name, variable }) => `\`${name}\` ${printShape(variable.shape)}`).join(', ');
  const simple = args.length === 1 && part.outputs.length === 1;
  docstring(simple ? [`${about}: ${shapes(args.map(({ variable }) => variable))} to ${shapes(part.outputs)}.`] : [`${about}.`, `${takes ? `Takes ${takes}; gives` : 'Gives'} ${gives}.`], 4).forEach(add);
  add('');
  const other = of && py(of.names.value);
  add(of ? fit(`def __init__(self, ${other}: ${of.names.type}) -> None:`, 4) : '    def __init__(self) -> None:');
  add('        super().__init__()');
  if (of) add(`        # The weights are those of the ${other}.`);
  if (stack) {
    add(`        self.layers = ${stack.masked ? 'MaskedSequential' : 'nn.Sequential'}(`);
    for (const { text, comment } of stack.modules) {
      const line = `            ${text},${comment ? `  # ${comment}` : ''}`;
      add(line.length <= WIDTH ? line : fit(`${text},`, 12));
    }
    add('        )');
  }
  if (stack && 'ties' in stack) for (const tie of stack.ties) add(fit(tie, 8));
  for (const { kernel, size, units } of heads) add(`        self.${headName(kernel)} = ${other ? `${other}.${headName(kernel)}` : `nn.Linear(${size}, ${units})`}`);
  for (const { name, value, trainable } of part.parameters) {
    const local = py(name.split('/')[1]!);
    if (other) {
      add(`        self.${local} = ${other}.${local}`);
      continue;
    }
    if (lookupsOf(modules).has(value)) {
      add(`        self.${local} = nn.Embedding(${modules.united.values[value]!.shape.join(', ')})`);
      continue;
    }
    const zeros = `torch.zeros${tuple(modules.united.values[value]!.shape.map(String))}`.replace(/\((\d+),\)/, '($1)');
    add(trainable ? `        self.${local} = nn.Parameter(${zeros})` : `        self.register_buffer("${local}", ${zeros})`);
  }
  add('');
  const parameters = ['self', ...args.map(({ name }) => `${name}: Tensor`), ...(code.conditions.has('sample') ? ['sample: bool'] : []), ...moving.map((name) => `${name}: float`)];
  const type = part.outputs.length === 1 ? 'Tensor' : `tuple[${part.outputs.map(() => 'Tensor').join(', ')}]`;
  signature('forward', parameters, type, 4).forEach(add);
  returnLines(code.steps, code.results, 8).forEach(add);
}

/** What a node computes once more after a pass, from what it gives and what else is seen of it. */
function afterwards(modules: Modules, part: Part, functions: Functions, values: readonly ValueId[], candidates: readonly Argument[]): { readonly code: ByMode; readonly args: Argument[] } {
  const known = knownOf(candidates);
  // What it gives is known inside as what it is computed from; so is what it takes, where the node before computes the same of it.
  for (const { variable: { ids }, name } of candidates) if (ids.train !== undefined && !known.has(ids.train)) known.set(ids.train, name);
  for (const { value, name } of part.parameters) known.set(value, `self.${py(name.split('/')[1]!)}`);
  const results = values.map((value) => ({ local: modules.united.builder.names.get(value) ?? 'next', ids: { train: value, evaluate: value, infer: value } }));
  const code = writeByMode({ united: modules.united, language: python, callers: callersOf(modules, functions, () => 'self'), known, results, keepsNames: false });
  const text = textOf(code);
  return { code, args: candidates.filter(({ name }) => mentions(text, name)) };
}
const given = (variable: Variable): Argument => ({ variable, name: py(variable.local) });

/** What the gradients of a node's own that are of no loss may be computed from. */
export const seenOf = (part: Part): Argument[] => [...argumentsOf(part, python), ...part.outputs.map(given)];
/** The gradients of a node's own that are of no loss. The same for each node that shares its weights. */
export function pullMethod(source: Source, modules: Modules, part: Part, functions: Functions): Argument[] | null {
  const text = nodeOf(part.node.kind)!.traits.pulls;
  if (!text || part.pulls.length === 0) return null;
  const { code, args } = afterwards(modules, part, functions, part.pulls.map(({ value }) => value), seenOf(part));
  const add = (line: string): unknown => source.add(line, part.id);
  add('');
  add('    @torch.no_grad()');
  signature(py(text.name), ['self', ...args.map(({ name }) => `${name}: Tensor`)], 'list[tuple[Tensor, Tensor]]', 4).forEach(add);
  docstring([text.help, ...(text.source ? [`${text.source}.`] : [])], 8).forEach(add);
  for (const { name, variable } of args) if (typeof variable.shape[0] === 'object') add(`        ${name} = of_all_processes(${name})`);
  add('        # Each process draws for the items of all.');
  add('        with alone():');
  stepLines(code.steps, 12).forEach(add);
  add('        return [');
  part.pulls.forEach(({ parameter }, i) => add(fit(`(self.${py(parameter.split('/')[1]!)}, ${code.results[i]!.text}),`, 12)));
  add('        ]');
  return args;
}

/** What the statistics of a node's own follow after a step. */
export function followMethod(source: Source, modules: Modules, written: Written, functions: Functions): Argument[] | null {
  const { part } = written;
  if (part.updates.length === 0) return null;
  // Of several nodes with the same weights, the last one moves them, as in the program.
  const by = modules.part(part.updates[0]!.by);
  const inside = by.outputs.filter(({ port }) => port === null).map(given);
  const { code, args } = afterwards(modules, part, functions, part.updates.map(({ value }) => value), [...argumentsOf(by, python), ...inside]);
  const add = (line: string): unknown => source.add(line, part.id);
  add('');
  add('    @torch.no_grad()');
  signature('follow', ['self', ...args.map(({ name }) => `${name}: Tensor`)], 'None', 4).forEach(add);
  docstring(['Moves the statistics after a step, by what the step was computed with in all processes.'], 8).forEach(add);
  for (const { name, variable } of args) if (typeof variable.shape[0] === 'object') add(`        ${name} = of_all_processes(${name})`);
  stepLines(code.steps, 8).forEach(add);
  // All new values are computed from the old ones.
  const names = part.updates.map(({ parameter }) => `self.${py(parameter.split('/')[1]!)}`);
  const values = code.results.map(({ text: value }, i) => ({ target: names[i]!, value }));
  const late = values.filter(({ target }, i) => values.slice(i + 1).some(({ value }) => value.includes(target)));
  for (const { target, value } of values) add(fit(late.length > 0 ? `next_${target.slice(5)} = ${value}` : `${target}.copy_(${value})`, 8));
  if (late.length > 0) for (const { target } of values) add(`        ${target}.copy_(next_${target.slice(5)})`);
  return args;
}
