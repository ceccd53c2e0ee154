/** `model.ts`: a class for each node that has layers or weights, and the model that runs them. */
import { printPortType } from '../../document/port-type';
import type { NodeId, PlayerId } from '../../document/types';
import type { ValueId } from '../../program/types';
import { writeByMode } from '../program/by-mode';
import type { Modules, Part } from '../program/modules';
import { idsInLosses, idsOutside, type Variable } from '../program/variables';
import { between, passesOf, type Methods } from '../program/passes';
import { Source } from '../program/source';
import { withoutUnread } from '../program/unread';
import { Functions } from '../program/write-functions';
import { definitionsOf, inputsOfCall } from '../program/write-region';
import { shaped, stepLines } from './lines';
import { endClass, followMethod, hasWeights, isModule, keysOf, moduleClass, pullCall, pullMethod, rampsOf, write, type Written } from './module';
import { typescript } from './ops';
import type { Project } from './project';
import type { NamedTexts } from '../program/free-name';
import { comment, commentText, fit, printShape, signature } from './text';

export interface Judge {
  readonly method: string;
  /** Of what it gives. */
  readonly type: string;
  readonly usesStep: boolean;
}
export interface Follow {
  readonly node: NodeId;
  statement(step: string): string;
}
export interface ModelText {
  /** Under its imports. */
  readonly source: Source;
  readonly functions: Functions;
  readonly usesStep: boolean;
  /** What the terms of a player need who plays against the main one, where that is less than everything. */
  readonly judges: ReadonlyMap<PlayerId, Judge>;
  /** Statements after a pass of a player's update, about `model` and `values`, with the number of the update. */
  readonly follows: ReadonlyMap<PlayerId, readonly Follow[]>;
  /** Calls that give what pulls at the weights of a player without being of a loss, by node. */
  readonly pulls: ReadonlyMap<PlayerId, readonly { readonly node: NodeId; readonly call: string }[]>;
  /** A method gives first values to what begins from others. */
  readonly starts: boolean;
  readonly methods: Methods;
}

/** The variables that values of losses are written from. */
function variablesIn(modules: Modules, values: readonly ValueId[]): Variable[] {
  const byId = new Map(modules.variables.flatMap((variable) => idsInLosses(variable).map((id) => [id, variable] as const)).toReversed());
  const definitions = definitionsOf(modules.united);
  const found = new Set<Variable>();
  const seen = new Set<ValueId>();
  const open = [...values];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const variable = byId.get(id);
    if (variable) {
      found.add(variable);
      continue;
    }
    const call = definitions.calls.get(id)?.call;
    open.push(...(call ? [...inputsOfCall(call), ...(call.kind === 'gradient' ? [call.loss] : [])] : (definitions.ops.get(id)?.inputs ?? [])));
  }
  return [...found];
}

interface Line {
  readonly text: string;
  readonly node: string;
}
interface Run {
  readonly lines: readonly Line[];
  readonly usesMode: boolean;
  readonly usesStep: boolean;
  called(variable: Variable): string;
}

class ModelWriter {
  readonly functions = new Functions(typescript);
  readonly written = new Map<Part, Written>();
  private readonly ramps;

  constructor(
    private readonly modules: Modules,
    classes: NamedTexts,
  ) {
    this.ramps = rampsOf(modules);
    for (const part of modules.parts) if (isModule(modules, part)) this.written.set(part, write(modules, part, this.functions, classes));
  }

  /** What a part gives, as the statement that runs its class. */
  private statement(written: Written, inference: boolean, called: (variable: Variable) => string, isUsed: (variable: Variable) => boolean): string {
    const { part } = written;
    const owner = this.modules.part(part.module);
    // A node that shares is run by the class of the other, where both compute the same.
    const { usesMode, moving, args } = this.written.get(owner) ?? written;
    const byName = new Map([...this.ramps.values()].map(({ name, text, last }) => [name, inference ? last : text]));
    const own = new Map(written.args.map(({ name, variable }) => [name, variable]));
    const given = [...args.map(({ name, variable }) => called(own.get(name) ?? variable)), ...(usesMode ? [inference ? "'infer'" : 'mode'] : []), ...moving.map((name) => byName.get(name)!)];
    const call = `this.${owner.names.value}.apply(${given.join(', ')})`;
    const used = part.outputs.filter(isUsed);
    const keyOf = (variable: Variable): string => [...keysOf(owner)].find(([other]) => (variable.port === null ? other.local === variable.local : other.port === variable.port))![1];
    if (used.length === 1) return shaped(fit(`const ${used[0]!.name} = ${call}${owner.outputs.length > 1 ? `.${keyOf(used[0]!)}` : ''};`, 4), used[0]!.shape);
    const fields = used.map((variable) => (keyOf(variable) === variable.name ? variable.name : `${keyOf(variable)}: ${variable.name}`));
    return fit(`const { ${fields.join(', ')} } = ${call};`, 4);
  }

  /** `goal`: what alone is wanted, where nothing is random; left out for everything in any mode. */
  run(parts: readonly Part[], given: readonly Variable[], goal: Variable | null = null): Run {
    const inference = goal !== null;
    const lines: Line[] = [];
    const at = new Map(given.flatMap((variable) => idsOutside(variable).map((id) => [id, variable.name] as const)));
    if (!inference) for (const [id, { text }] of this.ramps) at.set(id, `(${text})`);
    else for (const [id, { last }] of this.ramps) at.set(id, last);
    const names = this.modules.variables.map(({ name }) => name);
    // Where nothing is random, a value that goes through as it is needs no other name.
    const aliases = new Map<Variable, string>();
    const called = (variable: Variable): string => aliases.get(variable) ?? variable.name;
    const isUsed = (variable: Variable): boolean => !inference || variable === goal || parts.some((part) => part.inputs.some(({ variables }) => variables.includes(variable)));
    for (const part of parts) {
      // Data are given; the mask of a text is computed of it.
      const own = part.outputs.filter(({ isDataset }) => !isDataset);
      if (own.length === 0) continue;
      const one = this.written.get(part);
      if (one) lines.push({ text: this.statement(one, inference, called, isUsed), node: part.id });
      else {
        const outputs = own.filter((variable) => isUsed(variable));
        const results = outputs.map((variable) => ({ local: variable.name, ids: inference ? { train: variable.ids.infer!, evaluate: variable.ids.infer!, infer: variable.ids.infer! } : variable.ids }));
        const inline = writeByMode({ united: this.modules.united, language: typescript, callers: this.functions.callers, known: at, results, taken: names.filter((name) => !outputs.some((variable) => variable.name === name)), keepsNames: true });
        for (const text of stepLines(inline.steps, 4)) lines.push({ text, node: part.id });
        inline.results.forEach(({ text }, i) => {
          const variable = outputs[i]!;
          if (inference && text !== variable.name) aliases.set(variable, text);
          else if (text !== variable.name) lines.push({ text: `    const ${variable.name} = ${text};`, node: part.id });
        });
      }
      for (const variable of part.outputs) for (const id of idsOutside(variable)) if (!at.has(id)) at.set(id, called(variable));
    }
    const code = lines.map(({ text }) => text).join('\n');
    const read = inference ? withoutUnread(lines, ({ node }) => node !== null && this.modules.part(node).isDataset) : lines;
    return { lines: read, usesMode: /\bmode\b/.test(code), usesStep: /(?<!\.)\bstep\b/.test(code), called };
  }
}

export function modelFile({ modules, ...project }: Project): ModelText {
  const writer = new ModelWriter(modules, project.classes);
  const { written, functions } = writer;
  const body = new Source('src/model.ts');
  const follows = new Map<PlayerId, Follow[]>();
  const pulling = new Map<NodeId, NonNullable<ReturnType<typeof pullMethod>>>();
  for (const [part, one] of written) {
    if (part.owner !== part.id) continue;
    moduleClass(body, modules, one);
    const method = followMethod(body, modules, one, functions);
    if (method) {
      const given = method.args.map(({ variable }) => `values.${variable.name}`);
      const statement = (step: string): string => `model.${part.names.value}.follow(${[...given, ...(method.ofStack ? [step] : [])].join(', ')});`;
      follows.set(part.node.player, [...(follows.get(part.node.player) ?? []), { node: part.id, statement }]);
    }
    const pulled = pullMethod(body, modules, part, functions);
    if (pulled) pulling.set(part.id, pulled);
    endClass(body, part);
  }
  for (const [part, one] of written) {
    if (!one.twin) continue;
    moduleClass(body, modules, one);
    endClass(body, part);
  }

  const pulls = new Map<PlayerId, { node: NodeId; call: string }[]>();
  for (const part of modules.parts) {
    const args = part.pulls.length > 0 && pulling.get(part.owner);
    if (!args) continue;
    const { player } = modules.part(part.owner).node;
    pulls.set(player, [...(pulls.get(player) ?? []), { node: part.id, call: pullCall(modules, part, args) }]);
  }

  const data = modules.variables.filter(({ isDataset }) => isDataset);
  body.block('/** One batch of items of each Dataset, the batch dimension first. */').add('export interface Batch {');
  for (const { id, name, types, beside } of project.datasets) {
    body.add(`  /** ${printPortType(types['data']!)} */\n  ${name}: tf.Tensor;`, id);
    for (const one of beside) body.add(`  /** ${printPortType(types[one.port]!)}${one.aside === 'mask' ? ': 1 where a value was measured' : `: a 1 at the place of ${one.column ? commentText(one.column.name) : 'the label'}`} */\n  ${one.name}: tf.Tensor;`, id);
  }
  body.add('}');

  body.block(comment(`${project.title}: the modules, and how values go from one to the next.`)).add('export class Model {');
  const owners = [...written].filter(([part]) => part.owner === part.id);
  for (const [part] of owners) body.add(`  readonly ${part.names.value} = new ${part.names.type}();`, part.id);
  for (const [part, { twin }] of written) if (twin) body.add(`  readonly ${part.names.value} = new ${part.names.type}(this.${twin.of.names.value});`, part.id);
  const groups = [
    ...project.players.toReversed().map(({ id, names, title, isMain }) => ({ name: names.value, about: isMain ? 'Trained to make the losses small.' : `Trained by the ${title}.`, of: owners.filter(([part]) => !part.frozen && part.node.player === id) })),
    { name: 'frozen', about: 'Never changed.', of: owners.filter(([part]) => part.frozen) },
  ].map((group) => ({ ...group, of: group.of.filter(([, one]) => hasWeights(one)) }));
  body.block('  /** Every weight under its name in weights.safetensors, by who changes it. */').add('  readonly weights = {');
  if (groups.every(({ of }) => of.length === 0)) body.add(`    ${project.players.at(-1)!.names.value}: [],`);
  for (const { name, about, of } of groups) {
    if (of.length === 0) continue;
    body.add(`    /** ${about} */`).add(fit(`${name}: [${of.map(([part]) => `...this.${part.names.value}.weights`).join(', ')}],`, 4));
  }
  body.add('  };');

  const { methods, encoding, decoding, whole } = passesOf(modules);
  const method = (name: string, argument: Variable, goal: Variable, parts: readonly Part[], about: string): void => {
    const { lines, called } = writer.run(parts, [argument], goal);
    body.block(comment(about, 2)).add(signature(name, [`${argument.name}: tf.Tensor`], 'tf.Tensor', 2));
    const final = lines.at(-1);
    const match = final && new RegExp(`^    const ${called(goal).replaceAll('.', '\\.')} = ([\\s\\S]*?;)(?: //.*)?$`).exec(final.text);
    for (const { text, node } of match ? lines.slice(0, -1) : lines) body.add(text, node);
    body.add(match ? `    return ${match[1]!}` : `    return ${called(goal)};`, final?.node ?? null).add('  }');
  };
  const [input, output, code] = [modules.roles.data && modules.variable(modules.roles.data.tap), modules.roles.output && modules.variable(modules.roles.output.tap), modules.roles.code && modules.variable(modules.roles.code.tap)];
  if (input && output) {
    const [from, to] = [printShape(input.shape), printPortType(modules.roles.output!.type)];
    if (encoding && code) method('encode', input, code, encoding, `The code of some items, ${from} to ${printShape(code.shape)}. Nothing is random.`);
    if (decoding && code) {
      method('decode', code, output, decoding, `What a code stands for, ${printShape(code.shape)} to ${to}.`);
      body.block(`  /** What comes back of some items, ${from} to ${to}. */`).add(`  reconstruct(${input.name}: tf.Tensor): tf.Tensor {\n    return this.decode(this.encode(${input.name}));\n  }`);
    } else if (whole && modules.roles.data!.type.tag === 'indices') method('guess', input, output, whole, `What each place of some texts is taken for, ${from} to ${to}. Nothing is random.`);
    else if (whole) method('reconstruct', input, output, whole, `What comes back of some items, ${from} to ${to}. Nothing is random.`);
  }

  const pass = (name: string, about: string, parts: readonly Part[]): Run => {
    const run = writer.run(parts, data);
    const gives = [...data, ...parts.flatMap(({ outputs }) => outputs.filter(({ isDataset }) => !isDataset))];
    body.block(comment(about, 2)).add(signature(name, [`{ ${data.map((variable) => variable.name).join(', ')} }: Batch`, `${run.usesMode ? '' : '_'}mode: ops.Mode`, ...(run.usesStep ? ['step = Infinity'] : [])], null, 2));
    for (const { text, node } of run.lines) body.add(text, node);
    body.add(fit(`return { ${gives.map((variable) => variable.name).join(', ')} };`, 4)).add('  }');
    return run;
  };
  const forward = pass('forward', 'One pass over a batch: every value that a loss or another module needs.', modules.parts);
  const judges = new Map<PlayerId, Judge>();
  const opponents = project.players.filter(({ isMain, trained }) => !isMain && trained);
  for (const { id, names, title } of opponents) {
    const updates = modules.parts.filter((part) => part.node.player === id).flatMap((part) => part.updates.map(({ value }) => value));
    const values = modules.terms.filter((term) => term.player === id).map(({ value }) => value);
    const parts = between(modules, [], variablesIn(modules, [...values, ...updates]), true)!;
    const runs = (part: Part): boolean => !part.isDataset && part.outputs.length > 0;
    if (values.length === 0 || modules.parts.filter(runs).length === parts.filter(runs).length) continue;
    const [name, type] = opponents.length === 1 ? ['judge', 'Judged'] : [`judge${names.type}`, `Judged${names.type}`];
    judges.set(id, { method: name, type, usesStep: pass(name, `The part of a pass that the ${title} learns from.`, parts).usesStep });
  }
  const starts = startMethod(body, modules);
  body.add('}');
  body.block("/** What `forward` gives. */").add("export type Values = ReturnType<Model['forward']>;");
  for (const { method: name, type } of judges.values()) body.add(`export type ${type} = ReturnType<Model['${name}']>;`);
  return { source: body, functions, usesStep: forward.usesStep, judges, follows, pulls, starts, methods };
}

/** First values of what starts from data or as a copy: the entries of a codebook, and statistics of them. */
function startMethod(body: Source, modules: Modules): boolean {
  const place = (name: string): string => `this.${modules.part(name.split('/')[0]!).names.value}.${name.split('/')[1]!}`;
  const { parameters } = modules.united.builder;
  const sources = new Set<string>();
  const lines = [
    ...parameters.flatMap(({ name, init, value }) => {
      if (init.kind !== 'kmeans') return [];
      const [node, port] = init.tap.split('<') as [string, string];
      const source = modules.part(node).inputs.find((one) => one.port.id === port)!.variables[0]!;
      sources.add(source.name);
      return [`${place(name)}.assign(ops.kMeans(${source.name}, ${modules.united.values[value]!.shape[0] as number}));`];
    }),
    ...parameters.flatMap(({ name, init }) => (init.kind === 'copyOf' ? [`${place(name)}.assign(${place(init.parameter)});`] : [])),
  ];
  if (lines.length === 0) return false;
  body.block("  /** Before the first step: starts what begins from other values of the untrained network. */").add(`  start(${sources.size > 0 ? '' : '_'}batch: Batch): void {\n    tf.tidy(() => {`);
  if (sources.size > 0) body.add(`      const { ${[...sources].join(', ')} } = this.forward(batch, 'infer');`);
  for (const line of lines) body.add(fit(line, 6));
  body.add('    });\n  }');
  return true;
}
