/** `model.ts`: a factory per stack, and the class that runs them. */
import { commentText, fit } from '../../../nodes/typescript/text';
import { nameWeights, variablesOf } from '../../../nodes/typescript/ops';
import type { PlayerId } from '../../../document/types';
import { printPortType } from '../../../document/port-type';
import { ancestors, ancestorsOfAll, body, mentions, tapOf, writePass, type Written } from '../passes';
import type { Beside, CodeNode, Project } from '../project';
import { Source } from '../../program/source';

const besideComment = ({ aside, column }: Beside): string => (aside === 'mask' ? ': 1 where a value was measured' : `: a 1 at the place of ${column ? commentText(column.name) : 'the label'}`);

/** The groups of weights by who changes them. */
/** No id of a player. */
const frozenGroup = '-';
const groupOf = ({ frozen, player }: CodeNode): string => (frozen ? frozenGroup : player);

const withMembers = (project: Project): (CodeNode & { readonly code: { readonly member: NonNullable<CodeNode['code']['member']> } })[] =>
  project.nodes.filter((node) => node.code.member !== undefined) as never;

/** The methods that a reconstruction can be cut into. */
export interface Methods {
  readonly encode: boolean;
  readonly decode: boolean;
  readonly reconstruct: boolean;
}
export function methodsOf(project: Project): Methods {
  const { data, code, output } = project.roles;
  if (!data || !output) return { encode: false, decode: false, reconstruct: false };
  const fed = new Set([data.tap]);
  const needs = (goal: string, given: ReadonlySet<string>): boolean => [...ancestors(project, tapOf(goal), given)].some((id) => project.byId.get(id)!.isDataset);
  const encode = code !== null && !needs(code.tap, fed);
  const decode = code !== null && encode && !needs(output.tap, new Set([code.tap]));
  return { encode, decode, reconstruct: !needs(output.tap, fed) };
}

function method(source: Source, comment: string, signature: string, written: Written, result: string, batchFrom: string): void {
  source.block(comment).add(`  ${signature} {`);
  if (written.usesBatchSize) source.add(`    const batchSize = ${batchFrom}.shape[0]!;`);
  for (const { text, node } of body(written.statements, result)) source.add(text, node);
  source.add('  }');
}

function inferenceMethods(project: Project, source: Source): void {
  const { data, code, output } = project.roles;
  const methods = methodsOf(project);
  if (!data || !output || !methods.reconstruct) return;
  const name = project.byId.get(data.node)!.name;
  const part = (goal: string, given: ReadonlyMap<string, string>): Written => writePass(project, "'infer'", given, ancestors(project, tapOf(goal), new Set(given.keys())));
  const fed = new Map([[data.tap, name]]);
  if (code && methods.encode) {
    const pass = part(code.tap, fed);
    method(source, `  /** From data to ${printPortType(code.type)}. Nothing is random. */`, `encode(${name}: tf.Tensor): tf.Tensor`, pass, pass.at(tapOf(code.tap)), name);
  }
  if (code && methods.decode) {
    // The argument must not hide a value of that name behind the code.
    const argument = project.nodes.some((node) => node.name === 'code' && node.id !== code.node) ? project.byId.get(code.node)!.name : 'code';
    const pass = part(output.tap, new Map([[code.tap, argument]]));
    method(source, `  /** From the code to ${printPortType(output.type)}. */`, `decode(${argument}: tf.Tensor): tf.Tensor`, pass, pass.at(tapOf(output.tap)), argument);
    source.block('  /** What comes back of the data. */').add(`  reconstruct(${name}: tf.Tensor): tf.Tensor {\n    return this.decode(this.encode(${name}));\n  }`);
    return;
  }
  const pass = part(output.tap, fed);
  method(source, `  /** From data to ${printPortType(output.type)}. Nothing is random. */`, `reconstruct(${name}: tf.Tensor): tf.Tensor`, pass, pass.at(tapOf(output.tap)), name);
}

export interface Judge {
  readonly method: string;
  /** Of what it gives. */
  readonly type: string;
  readonly pass: Written;
}
export interface ModelFile {
  readonly source: Source;
  readonly forward: Written;
  /** What the terms of a player need who plays against the main one, where that is less than everything. */
  readonly judges: ReadonlyMap<PlayerId, Judge>;
  /** A method gives first values to what begins from the network's own. */
  readonly starts: boolean;
}

/** The arguments of a method that takes a batch: its fields, under their names. */
const batchArgument = (used: readonly string[]): string => `{ ${used.join(', ')} }: Batch`;
const givenBatch = (project: Project): ReadonlyMap<string, string> => new Map(project.datasets.flatMap(({ id, name, beside }) => [[`${id}.data`, name], ...beside.map(({ port, name }) => [`${id}.${port}`, name] as const)] as const));
/** Names of the fields of a batch. */
const fieldsOf = ({ datasets }: Project): string[] => datasets.flatMap(({ name, beside }) => [name, ...beside.map(({ name }) => name)]);

/** A pass through the whole graph, or a part of it, that gives the value of each node. */
function passMethod(source: Source, project: Project, name: string, comment: string, pass: Written): void {
  // A graph of frozen nodes is the same in each mode.
  const mode = pass.statements.some(({ expression }) => mentions(expression, 'mode')) ? 'mode' : '_mode';
  const step = pass.usesStep ? ', step: number' : '';
  const text = pass.statements.map(({ expression }) => expression).join('\n');
  const fields = fieldsOf(project).filter((field) => name === 'forward' || mentions(text, field) || (pass.usesBatchSize && field === project.datasets[0]!.name));
  source.block(`  /** ${comment} */`).add(fit(`${name}(${batchArgument(fields)}, ${mode}: ops.Mode${step}) {`, 2));
  if (pass.usesBatchSize) source.add(`    const batchSize = ${project.datasets[0]!.name}.shape[0]!;`);
  for (const { node, name, expression } of pass.statements) source.add(fit(`const ${name} = ${expression};`, 4), node);
  source.add(fit(`return { ${[...fields, ...pass.statements.map(({ name }) => name)].join(', ')} };`, 4)).add('  }');
}

/** Codebooks start from what the untrained network gives. */
function startMethod(source: Source, project: Project): boolean {
  const starts = project.nodes.flatMap((node) => {
    const { start } = node.code;
    const from = start && node.sources(start.port)[0];
    return start && from ? [{ node, start, from }] : [];
  });
  if (starts.length === 0) return false;
  const given = givenBatch(project);
  const pass = writePass(project, "'infer'", given, ancestorsOfAll(project, starts.map(({ from }) => from), new Set(given.keys())));
  const lines = [...pass.statements.map(({ name, expression }) => `const ${name} = ${expression};`), ...starts.map(({ node, start, from }) => start.statement(`this.${node.name}`, pass.at(from)))];
  const fields = fieldsOf(project).filter((field) => lines.some((line) => mentions(line, field)));
  source.block("  /** Before the first step: starts what begins from the untrained network's own values. */").add(`  start(${batchArgument(fields)}): void {\n    tf.tidy(() => {`);
  for (const line of lines) source.add(fit(line, 6));
  source.add('    });\n  }');
  return true;
}

/** Passes of those who play against the main player, each as far as its terms ask. */
function judgesOf(project: Project, given: ReadonlyMap<string, string>, forward: Written): Map<PlayerId, Judge> {
  const opponents = project.players.filter(({ isMain, trained }) => !isMain && trained);
  return new Map(
    opponents.flatMap(({ id, names }) => {
      const own = project.nodes.filter((node) => node.code.terms?.some(({ name }) => node.termPlayer(name) === id));
      const needed = ancestorsOfAll(project, own.map((node) => ({ node: node.id, port: '' })), new Set(given.keys()));
      if (own.length === 0 || forward.statements.every(({ node }) => needed.has(node))) return [];
      const [method, type] = opponents.length === 1 ? ['judge', 'Judged'] : [`judge${names.type}`, `Judged${names.type}`];
      return [[id, { method, type, pass: writePass(project, 'mode', given, needed) }] as const];
    }),
  );
}

/** Whose weights they are, in the order of the project; the main player's first. */
const groupsOf = ({ players }: Project): { readonly id: string; readonly name: string; readonly comment: string }[] => [
  ...players.toReversed().map(({ id, names, title, isMain }) => ({ id, name: names.value, comment: isMain ? 'Trained to make the losses small.' : `Trained by the ${title}.` })),
  { id: frozenGroup, name: 'frozen', comment: 'Never changed.' },
];

export function modelFile(project: Project): ModelFile {
  const given = givenBatch(project);
  const forward = writePass(project, 'mode', given);
  const judges = judgesOf(project, given, forward);
  const members = withMembers(project);
  const groups = groupsOf(project).filter(({ id }) => members.some((node) => groupOf(node) === id));
  if (members.length > 0) project.use(nameWeights);
  if (members.some(({ name, code }) => code.member.variables(name).includes(variablesOf.name))) project.use(variablesOf);
  for (const { code } of members) code.member.codesUse?.forEach(project.use);

  const source = new Source('src/model.ts');
  const title = project.title;
  source.add(`/** ${title}: the model. */`).add("import * as tf from '@tensorflow/tfjs';");
  if (members.some(({ code }) => code.member.codes)) source.add("import * as codes from './codes.ts';");
  if (project.customLayers.size) source.add(fit(`import { ${[...project.customLayers.keys()].sort().join(', ')} } from './layers.ts';`));
  source.add("import * as ops from './ops.ts';");
  for (const { id, code } of members) if (code.member.model) source.block(code.member.model, id);

  source.block('/** One batch of items of each Dataset, the batch dimension first. */').add('export interface Batch {');
  for (const { id, name, types, beside } of project.datasets) {
    source.add(`  /** ${printPortType(types['data']!)} */\n  ${name}: tf.Tensor;`, id);
    for (const one of beside) source.add(`  /** ${printPortType(types[one.port]!)}${besideComment(one)} */\n  ${one.name}: tf.Tensor;`, id);
  }
  source.add('}');

  source.block('export class Model {');
  for (const { id, name, code } of members) source.add(`  readonly ${name} = ${code.member.create};`, id);
  source.block('  /** Every weight under its name in weights.safetensors, by who changes it. */').add('  readonly weights = {');
  for (const group of groups) {
    source.add(`    /** ${group.comment} */`);
    const rows = members
      .filter((member) => groupOf(member) === group.id && member.code.member.names.length > 0)
      .map(({ id, name, code }) => ({ id, text: `...ops.nameWeights(${code.member.variables(`this.${name}`)}, ${code.member.namesConstant})` }));
    const single = `    ${group.name}: [${rows.map(({ text }) => text).join(', ')}],`;
    if (rows.length < 2 && single.length <= 100) {
      source.add(single, rows[0]?.id);
      continue;
    }
    source.add(`    ${group.name}: [`);
    for (const { id, text } of rows) source.add(fit(`${text},`, 6), id);
    source.add('    ],');
  }
  source.add('  };');

  inferenceMethods(project, source);
  passMethod(source, project, 'forward', 'One pass over a batch: the value of every node.', forward);
  for (const [id, { method, pass }] of judges) passMethod(source, project, method, `The part of a pass that the ${project.players.find((player) => player.id === id)!.title} learns from.`, pass);
  const starts = startMethod(source, project);
  source.add('}');
  source.block("/** What `forward` gives. */").add("export type Values = ReturnType<Model['forward']>;");
  for (const { method, type } of judges.values()) source.add(`export type ${type} = ReturnType<Model['${method}']>;`);
  return { source, forward, judges, starts };
}
