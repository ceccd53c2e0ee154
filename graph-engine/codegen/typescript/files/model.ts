/** `model.ts`: a factory per stack, and the class that runs them. */
import { fit } from '../../../nodes/typescript/text';
import { nameWeights, variablesOf } from '../../../nodes/typescript/ops';
import { printPortType } from '../../../document/port-type';
import { ancestors, body, tapOf, writePass, type Written } from '../passes';
import type { CodeNode, Project } from '../project';
import { Source } from '../source';

/** The groups of weights by who changes them. */
const groupOf = ({ frozen, player }: CodeNode): 'frozen' | CodeNode['player'] => (frozen ? 'frozen' : player);
const groupComments = { autoencoder: 'Trained to make the losses small.', critic: "Trained to tell real from fake.", frozen: 'Never changed.' } as const;

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
  if (written.usesBatchSize) source.add(`    const batchSize = ${batchFrom}.shape[0];`);
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
    const pass = part(output.tap, new Map([[code.tap, 'code']]));
    method(source, `  /** From the code to ${printPortType(output.type)}. */`, 'decode(code: tf.Tensor): tf.Tensor', pass, pass.at(tapOf(output.tap)), 'code');
    source.block('  /** What comes back of the data. */').add(`  reconstruct(${name}: tf.Tensor): tf.Tensor {\n    return this.decode(this.encode(${name}));\n  }`);
    return;
  }
  const pass = part(output.tap, fed);
  method(source, `  /** From data to ${printPortType(output.type)}. Nothing is random. */`, `reconstruct(${name}: tf.Tensor): tf.Tensor`, pass, pass.at(tapOf(output.tap)), name);
}

export interface ModelFile {
  readonly source: Source;
  readonly forward: Written;
  readonly groups: readonly ('autoencoder' | 'critic' | 'frozen')[];
}

export function modelFile(project: Project): ModelFile {
  const forward = writePass(project, 'mode', new Map(project.datasets.map((node) => [`${node.id}.data`, node.name])));
  const members = withMembers(project);
  const groups = (['autoencoder', 'critic', 'frozen'] as const).filter((group) => members.some((node) => groupOf(node) === group));
  if (members.length > 0) project.use(nameWeights);
  if (members.some(({ code }) => !code.member.codes)) project.use(variablesOf);
  for (const { code } of members) code.member.codesUse?.forEach(project.use);

  const source = new Source('src/model.ts');
  const title = project.title;
  source.add(`/** ${title}: the model. */`).add("import * as tf from '@tensorflow/tfjs';");
  if (members.some(({ code }) => code.member.codes)) source.add("import * as codes from './codes';");
  if (project.customLayers.size) source.add(fit(`import { ${[...project.customLayers.keys()].sort().join(', ')} } from './layers';`));
  source.add("import * as ops from './ops';");
  for (const { id, code } of members) if (code.member.model) source.block(code.member.model, id);

  source.block('/** One batch of items of each Dataset, the batch dimension first. */').add('export interface Batch {');
  for (const { id, name, types } of project.datasets) source.add(`  /** ${printPortType(types['data']!)} */\n  ${name}: tf.Tensor;`, id);
  source.add('}');

  source.block('export class Model {');
  for (const { id, name, code } of members) source.add(`  readonly ${name} = ${code.member.create};`, id);
  source.block('  /** Every weight under its name in weights.safetensors, by who changes it. */').add('  readonly weights = {');
  for (const group of groups) {
    source.add(`    /** ${groupComments[group]} */`);
    const rows = members
      .filter((member) => groupOf(member) === group && member.code.member.names.length > 0)
      .map(({ id, name, code }) => ({ id, text: `...ops.nameWeights(${code.member.variables(`this.${name}`)}, ${code.member.namesConstant})` }));
    const single = `    ${group}: [${rows.map(({ text }) => text).join(', ')}],`;
    if (rows.length < 2 && single.length <= 100) {
      source.add(single, rows[0]?.id);
      continue;
    }
    source.add(`    ${group}: [`);
    for (const { id, text } of rows) source.add(fit(`${text},`, 6), id);
    source.add('    ],');
  }
  source.add('  };');

  inferenceMethods(project, source);
  // A graph of frozen nodes is the same in each mode.
  const mode = forward.statements.some(({ expression }) => /\bmode\b/.test(expression)) ? 'mode' : '_mode';
  const step = forward.usesStep ? ', step: number' : '';
  source.block('  /** One pass over a batch: the value of every node. */').add(fit(`forward({ ${project.datasets.map(({ name }) => name).join(', ')} }: Batch, ${mode}: ops.Mode${step}) {`, 2));
  if (forward.usesBatchSize) source.add(`    const batchSize = ${project.datasets[0]!.name}.shape[0];`);
  for (const { node, name, expression } of forward.statements) source.add(fit(`const ${name} = ${expression};`, 4), node);
  source.add(fit(`return { ${[...project.datasets.map(({ name }) => name), ...forward.statements.map(({ name }) => name)].join(', ')} };`, 4));
  source.add('  }').add('}');
  source.block("/** What `forward` gives. */").add("export type Values = ReturnType<Model['forward']>;");
  return { source, forward, groups };
}
