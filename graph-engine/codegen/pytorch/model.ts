/** `model.py`: a module for each node that has weights or acts by mode, and the model that runs them. */
import type { NodeId } from '../../document/types';
import { nodeOf } from '../../nodes/registry';
import type { ValueId } from '../../program/types';
import type { Argument } from '../program/arguments';
import { writeByMode } from '../program/by-mode';
import type { Modules, Part } from '../program/modules';
import { idsOutside, type Variable } from '../program/variables';
import { NamedTexts } from '../program/free-name';
import { Functions } from '../program/write-functions';
import { passesOf, type Methods } from '../program/passes';
import { withoutUnread } from '../program/unread';
import { Source } from '../program/source';
import { stepLines } from './lines';
import { followMethod, isModule, lookupsOf, moduleClass, pullMethod, py, rampsOf, seenOf, variableName, write, type Written } from './module';
import { python } from './ops';
import { learnsAlone } from './train/learners';
import { docstring, fit, printShape, signature, tuple, WIDTH } from './text';

/** One line for each weight: its name in the file, where it is in the model, how its axes lie there. */
export interface WeightPlace {
  readonly name: string;
  readonly path: string;
  readonly axes: readonly number[] | null;
}
export interface ModelText {
  readonly source: Source;
  readonly functions: Functions;
  readonly classes: ReadonlyMap<string, string>;
  readonly places: readonly WeightPlace[];
  /** Modules with statistics that follow a batch. */
  readonly usesStep: boolean;
  readonly usesSample: boolean;
  /** Names of the arguments that are data. */
  readonly data: readonly Variable[];
  readonly methods: Methods;
  readonly follows: boolean;
  /** They follow values of the pass, and not what layers have kept alone. */
  readonly followsValues: boolean;
  /** Some layer keeps moving statistics. */
  readonly normalises: boolean;
  /** Nodes with gradients that are of no loss. */
  readonly pulls: readonly NodeId[];
}

/** The statement of the model that runs a part. */
function runLine(modules: Modules, written: Written, sample: string, called: (variable: Variable) => string, isUsed: (variable: Variable) => boolean): string {
  const { part, args, code, moving } = written;
  const byName = new Map([...rampsOf(modules).values()].map(({ name, call, last }) => [name, sample === 'False' ? last : call]));
  const given = [...args.map(({ variable }) => called(variable)), ...(code.conditions.has('sample') ? [sample] : []), ...moving.map((name) => byName.get(name)!)];
  const targets = part.outputs.map((variable) => (isUsed(variable) ? variableName(variable) : '_'));
  return `${targets.join(', ')} = self.${py(modules.part(part.module).names.value)}(${given.join(', ')})`;
}

/** The method that collects what pulls at the weights of a player; in a run in stages, of the nodes that count. */
function pullsMethod(body: Source, modules: Modules, pulls: readonly Part[], args: ReadonlyMap<NodeId, readonly Argument[]>): void {
  const staged = Object.keys(modules.document.training.stages).length > 0;
  body.add('');
  for (const line of signature('pulls', ['self', 'player: str', ...(staged ? ['nodes: Container[str]'] : []), 'values: Values'], 'list[tuple[Tensor, Tensor]]', 4)) body.add(line);
  docstring([`Weights of a player, each with a gradient that is of no loss${staged ? ', of some nodes' : ''}.`], 8).forEach((line) => body.add(line));
  body.add('        found: list[tuple[Tensor, Tensor]] = []');
  for (const part of pulls) {
    const [owner, name] = [modules.part(part.owner), py(part.names.value)];
    const seen = new Map(seenOf(part).map((one) => [one.name, one.variable]));
    const values = args.get(part.owner)!.map((one) => `values.${variableName(seen.get(one.name)!)}`);
    body.add(`        if player == "${owner.node.player}"${staged ? ` and "${name}" in nodes` : ''}:`, part.id);
    body.add(fit(`found += self.${py(owner.names.value)}.${py(nodeOf(part.node.kind)!.traits.pulls!.name)}(${values.join(', ')})`, 12), part.id);
  }
  body.add('        return found');
}

export function modelFile(modules: Modules): ModelText {
  const functions = new Functions(python);
  const { roles } = modules;
  const written = new Map<Part, Written>();
  const layerClasses = new NamedTexts();
  for (const part of modules.parts) if (isModule(modules, part)) written.set(part, write(modules, part, functions, layerClasses));
  const body = new Source('model.py');
  const follows = new Map<Part, Argument[]>();
  const pulling = new Map<string, readonly Argument[]>();
  for (const [part, one] of written) {
    if (part.owner !== part.id) continue;
    moduleClass(body, modules, one);
    for (const [twin, text] of written) if (twin.owner === part.id && text.of) moduleClass(body, modules, text);
    const args = followMethod(body, modules, one, functions);
    if (args) follows.set(part, args);
    const pulled = pullMethod(body, modules, part, functions);
    if (pulled) pulling.set(part.id, pulled);
  }

  const data = modules.variables.filter(({ isDataset }) => isDataset);
  const computed = modules.variables.filter(({ isDataset }) => !isDataset);
  const code = roles.code && modules.variable(roles.code.tap);
  const output = roles.output && modules.variable(roles.output.tap);
  const input = roles.data && modules.variable(roles.data.tap);

  /** Statements of some parts, and whether they ask for the mode or the step. */
  const run = (parts: readonly Part[], known: ReadonlyMap<ValueId, string>, sample: string, goal: Variable | null = null): { lines: { text: string; node: string }[]; usesSample: boolean; usesStep: boolean; called: (variable: Variable) => string } => {
    const lines: { text: string; node: string }[] = [];
    const at = new Map(known);
    let [usesSample, usesStep] = [false, false];
    // Where nothing is random, a value that goes through as it is needs no other name.
    const aliases = new Map<Variable, string>();
    const called = (variable: Variable): string => aliases.get(variable) ?? variableName(variable);
    const isUsed = (variable: Variable): boolean => goal === null || variable === goal || parts.some((part) => part.inputs.some(({ variables }) => variables.includes(variable)));
    for (const part of parts) {
      // Data are given; the mask of a text is computed of it.
      const outputs = part.outputs.filter((variable) => !variable.isDataset && (written.has(part) || isUsed(variable)));
      if (outputs.length === 0) continue;
      const one = written.get(part);
      if (one) {
        const statement = runLine(modules, one, sample, called, isUsed);
        usesSample ||= one.code.conditions.has('sample');
        usesStep ||= one.moving.length > 0;
        const single = part.outputs.length === 1 ? `  # ${printShape(part.outputs[0]!.shape)}` : '';
        const line = fit(statement, 8);
        lines.push({ text: line.includes('\n') || line.length + single.length > WIDTH ? line : line + single, node: part.id });
      } else {
        const results = outputs.map((variable) => ({ local: variable.name, ids: sample === 'False' ? { train: variable.ids.infer!, evaluate: variable.ids.infer!, infer: variable.ids.infer! } : variable.ids }));
        const inline = writeByMode({ united: modules.united, language: python, callers: functions.callers, known: at, results, keepsNames: true });
        usesSample ||= inline.conditions.has('sample');
        for (const line of stepLines(inline.steps, 8)) lines.push({ text: line, node: part.id });
        inline.results.forEach(({ text }, i) => {
          const variable = outputs[i]!;
          if (goal !== null && text !== variableName(variable)) aliases.set(variable, text);
          else if (text !== variableName(variable)) lines.push({ text: `        ${variableName(variable)} = ${text}`, node: part.id });
        });
      }
      for (const variable of part.outputs) for (const id of idsOutside(variable)) if (!at.has(id)) at.set(id, called(variable));
    }
    return { lines: goal === null ? lines : withoutUnread(lines, ({ node }) => modules.part(node).isDataset), usesSample, usesStep, called };
  };
  const nameAll = (variables: readonly Variable[]): Map<ValueId, string> => new Map(variables.flatMap((variable) => idsOutside(variable).map((id) => [id, variableName(variable)] as const)));

  body.add('').add('').add('class Values(NamedTuple):');
  docstring(['What a pass through the model gives: the data, and what was computed from them.'], 4).forEach((line) => body.add(line));
  body.add('');
  for (const variable of [...data, ...computed]) body.add(`    ${variableName(variable)}: Tensor  # ${printShape(variable.shape)}`, variable.node);

  const forward = run(modules.parts, nameAll(data), 'sample');
  const owners = [...written.keys()].filter((part) => part.owner === part.id);
  const frozen = owners.filter((part) => part.frozen);
  body.add('').add('').add('class Model(nn.Module):');
  docstring([`${modules.document.name.replace(/\s+/g, ' ').trim() || 'The model'}: the modules, and how values go from one to the next.`], 4).forEach((line) => body.add(line));
  body.add('');
  const { parameters } = modules.united.builder;
  const playerOf = (part: Part): string => part.node.player;
  const alone = learnsAlone(modules);
  if (!alone) {
    body.add('    #: The modules that each player trains.');
    body.add('    PLAYERS = {');
    for (const { id: player } of modules.players) {
      const names = owners.filter((part) => playerOf(part) === player && !part.frozen).map((part) => `"${py(part.names.value)}"`);
      body.add(fit(`"${player}": ${names.length ? tuple(names) : '()'},`, 8));
    }
    body.add('    }').add('');
  }
  body.add('    def __init__(self) -> None:').add('        super().__init__()');
  for (const part of owners) body.add(`        self.${py(part.names.value)} = ${part.names.type}()`, part.id);
  const twins = [...written.values()].flatMap(({ part, of }) => (of ? [{ part, of }] : []));
  for (const { part, of } of twins) body.add(fit(`self.${py(part.names.value)} = ${part.names.type}(self.${py(of.names.value)})`, 8), part.id);
  for (const part of frozen) body.add(`        self.${py(part.names.value)}.requires_grad_(False)`, part.id);
  if (frozen.length > 0) {
    body.add('').add('    def train(self, mode: bool = True) -> "Model":').add('        """Frozen modules stay as they are, statistics included."""').add('        super().train(mode)');
    for (const part of [...frozen, ...twins.flatMap((twin) => (twin.of.frozen ? [twin.part] : []))]) body.add(`        self.${py(part.names.value)}.eval()`, part.id);
    body.add('        return self');
  }
  body.add('');
  const more = [...(forward.usesSample ? ['sample: bool = True'] : []), ...(forward.usesStep ? ['step: float = math.inf'] : [])];
  for (const line of signature('forward', ['self', ...data.map((variable) => `${variableName(variable)}: Tensor`), ...more], 'Values', 4)) body.add(line);
  const about = [
    'All values for a batch.',
    ...(forward.usesSample ? ['With `sample`, noise is added and codes are drawn, as in training and when held-out items are judged; without, nothing is random.'] : []),
    ...(forward.usesStep ? ['What moves with the step is what it comes to in the end, unless `step` is given.'] : []),
  ];
  docstring(about, 8).forEach((line) => body.add(line));
  for (const { text, node } of forward.lines) body.add(text, node);
  const fields = [...data, ...computed].map(variableName);
  body.add(fit(`return Values(${fields.join(', ')})`, 8));

  const { methods, encoding, decoding, whole } = passesOf(modules);
  const method = (name: string, args: readonly Variable[], goal: Variable, parts: readonly Part[], help: string): void => {
    const { lines, called } = run(parts, nameAll(args), 'False', goal);
    body.add('');
    for (const line of signature(name, ['self', ...args.map((variable) => `${variableName(variable)}: Tensor`)], 'Tensor', 4)) body.add(line);
    docstring([help], 8).forEach((line) => body.add(line));
    const final = lines.at(-1);
    const match = /^\s*(\w+) = (.*?)(?: {2}#.*)?$/s.exec(final?.text ?? '');
    if (final && match?.[1] === variableName(goal)) {
      for (const { text, node } of lines.slice(0, -1)) body.add(text, node);
      body.add(fit(`return ${match[2]}`, 8), final.node);
    } else {
      for (const { text, node } of lines) body.add(text, node);
      body.add(`        return ${called(goal)}`);
    }
  };
  if (input && output) {
    const given = `${output.type?.tag === 'logits' ? 'logits ' : ''}${printShape(output.shape)}`;
    if (encoding && code) method('encode', [input], code, encoding, `The code of some items, ${printShape(input.shape)} to ${printShape(code.shape)}; nothing is random.`);
    if (decoding && code) method('decode', [code], output, decoding, `What a code stands for, ${printShape(code.shape)} to ${given}.`);
    if (whole) {
      if (methods.decode) {
        body.add('').add(`    def reconstruct(self, ${variableName(input)}: Tensor) -> Tensor:`).add(`        """What comes back of some items, ${printShape(input.shape)} to ${given}."""`).add(`        return self.decode(self.encode(${variableName(input)}))`);
      } else if (roles.data?.type.tag === 'indices') method('guess', [input], output, whole, `What each place of some texts is taken for, ${printShape(input.shape)} to ${given}; nothing is random.`);
      else method('reconstruct', [input], output, whole, `What comes back of some items, ${printShape(input.shape)} to ${given}; nothing is random.`);
    }
  }
  const classes = new Map<string, string>();
  for (const { stack } of written.values()) for (const [name, text] of stack?.classes ?? []) classes.set(name, text);
  const normalised = classes.has('BatchNorm');
  // What is frozen for a stage does not run as in training meanwhile.
  const learning = (module: string): string => (Object.values(modules.document.training.stages).some(({ frozen }) => frozen.length > 0) ? ` and ${module}.training` : '');
  if (normalised || follows.size > 0) {
    const given = ['self', ...(alone ? [] : ['player: str']), ...(alone && follows.size === 0 ? [] : ['values: Values'])];
    body.add('').add(`    def follow(${given.join(', ')}) -> None:`);
    docstring([`Moves the statistics${alone ? '' : ' of a player'} after ${alone ? 'a' : 'its'} step${alone && follows.size === 0 ? '' : ', by the values that the step was computed with'}.`], 8).forEach((line) => body.add(line));
    if (normalised) {
      const isOne = `isinstance(module, BatchNorm)${learning('module')}`;
      if (alone) body.add('        for module in self.modules():').add(`            if ${isOne}:`).add('                module.follow()');
      else body.add('        for name in self.PLAYERS[player]:').add('            for module in getattr(self, name).modules():').add(`                if ${isOne}:`).add('                    module.follow()');
    }
    for (const [part, args] of follows) {
      const call = `self.${py(part.names.value)}.follow(${args.map(({ variable }) => `values.${variableName(variable)}`).join(', ')})`;
      if (alone) body.add(fit(call, 8), part.id);
      else {
        body.add(`        if player == "${playerOf(part)}"${learning(`self.${py(part.names.value)}`)}:`, part.id);
        body.add(fit(call, 12), part.id);
      }
    }
  }
  const pulls = [...written.keys()].filter(({ owner, pulls: own }) => own.length > 0 && pulling.has(owner));
  if (pulls.length > 0) pullsMethod(body, modules, pulls, pulling);
  const places: WeightPlace[] = [];
  for (const part of owners) {
    const one = written.get(part)!;
    const at = py(part.names.value);
    for (const [name, place] of one.stack?.weights ?? []) places.push({ name, ...place });
    for (const { name, value } of parameters) {
      if (!name.startsWith(`${part.id}/`) || places.some((place) => place.name === name)) continue;
      const local = name.split('/')[1]!;
      const head = /^(.*)\.(kernel|bias)$/.exec(local);
      if (head && modules.united.builder.calls.some((call) => call.kind === 'head' && (call.kernel === value || call.bias === value))) {
        places.push({ name, path: `${at}.${py(head[1]!)}.${head[2] === 'kernel' ? 'weight' : 'bias'}`, axes: head[2] === 'kernel' ? [1, 0] : null });
      } else if (name.split('/').length === 2) places.push({ name, path: `${at}.${py(local)}${lookupsOf(modules).has(value) ? '.weight' : ''}`, axes: null });
    }
  }
  return { source: body, functions, classes, places, usesStep: forward.usesStep, usesSample: forward.usesSample, data, methods, follows: normalised || follows.size > 0, followsValues: follows.size > 0, normalises: normalised, pulls: pulls.map(({ id }) => id) };
}
