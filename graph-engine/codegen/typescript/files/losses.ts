/** `losses.ts`: the terms that each player makes small. */
import { fit, quote } from '../../../nodes/typescript/text';
import type { Site, TermCode } from '../../../nodes/typescript/emit';
import { mentions, siteOf, type Written } from '../passes';
import type { ModelFile } from './model';
import type { CodeNode, CodePlayer, Project } from '../project';
import { Source } from '../../program/source';
import { validatesOf } from './data/dealing';

export interface LossesFile {
  readonly source: Source;
  readonly players: readonly PlayerTerms[];
  readonly hasMetrics: boolean;
}
export interface PlayerTerms {
  readonly player: CodePlayer;
  readonly functionName: string;
  /** Arguments of the function after `values`. */
  readonly usesModel: boolean;
  readonly usesStep: boolean;
}

interface Row {
  readonly node: CodeNode;
  readonly text: string;
  /** The text without the user's names. */
  readonly code: string;
}
const row = (node: CodeNode, name: string, code: string): Row => ({ node, text: `{ name: ${quote(node.rowName(name))}, ${code} }`, code });

function rowsOf(project: Project, pass: Written, player: CodePlayer): { readonly rows: Row[]; readonly usesStep: boolean } {
  const used = { step: false };
  const rows = project.nodes.flatMap((node) => {
    const site: Site = siteOf(project, node, pass, used);
    return (node.code.terms ?? [])
      .filter((term: TermCode) => node.termPlayer(term.name) === player.id)
      .map((term) => row(node, term.name, `value: ${term.value(site)}, weight: ${term.weight(site)}`));
  });
  return { rows, usesStep: used.step };
}

/** A list of objects: one stays on its line where it fits, more get a line each. */
function returnList(source: Source, rows: readonly Row[]): void {
  const [first] = rows;
  const single = first && rows.length === 1 ? `  return [${first.text}];` : null;
  if (single && single.length <= 100) {
    source.add(single, first!.node.id);
    return;
  }
  source.add('  return [');
  for (const { node, text } of rows) source.add(fit(`${text},`, 4), node.id);
  source.add('  ];');
}

export function lossesFile(project: Project, { forward, judges }: Pick<ModelFile, 'forward' | 'judges'>): LossesFile {
  const written = project.players
    .filter(({ isMain, trained }) => isMain || trained)
    .map((player) => ({ player, judge: judges.get(player.id) ?? null, ...rowsOf(project, judges.get(player.id)?.pass ?? forward, player) }))
    .filter(({ rows }) => rows.length > 0);
  const used = { step: false };
  // Without held-out items nothing shows them.
  const metrics = (validatesOf(project) ? project.nodes : []).flatMap((node) => {
    const site = siteOf(project, node, forward, used);
    return (node.code.metrics ?? []).map(({ name, value }) => row(node, name, `value: ${value(site)}`));
  });
  const helpers = [...project.helpers].filter(({ file }) => file === 'losses');
  const body = [...helpers.map(({ source }) => source), ...written.flatMap(({ rows }) => rows.map(({ code }) => code))].join('\n');
  const usesModel = (rows: readonly Row[]): boolean => rows.some(({ code }) => mentions(code, 'model'));

  const judged = written.flatMap(({ judge }) => judge?.type ?? []);
  const usesValues = metrics.length > 0 || judged.length < written.length;
  const source = new Source('src/losses.ts');
  const importsModel = written.some(({ rows }) => usesModel(rows));
  source.add('/** What training makes small. */').add(`import ${/\btf\.[a-z]/.test(body) ? '' : 'type '}* as tf from '@tensorflow/tfjs';`);
  source.add(`import type { ${[...judged, ...(importsModel ? ['Model'] : []), ...(usesValues ? ['Values'] : [])].join(', ')} } from './model.ts';`);
  if (helpers.some(({ source: text }) => /\bops\./.test(text))) source.add("import * as ops from './ops.ts';");
  source.block('/** A scalar, and its weight in the sum. */').add('export interface Term {\n  name: string;\n  value: tf.Tensor;\n  weight: number;\n}');
  source
    .block('/** The weighted sum of the terms. */')
    .add('export function total(terms: Term[]): tf.Scalar {\n  return terms\n    .map(({ value, weight }) => value.mul(weight))\n    .reduce((sum, term) => sum.add(term)) as tf.Scalar;\n}');
  for (const helper of helpers) {
    const users = project.nodes.filter(({ id }) => written.some(({ rows }) => rows.some(({ node, code }) => node.id === id && code.includes(`${helper.name}(`))));
    source.block(helper.source, users.length === 1 ? users[0]!.id : null);
  }
  const players = written.map(({ player, judge, rows, usesStep }): PlayerTerms => {
    const functionName = `${player.names.value}Terms`;
    const model = usesModel(rows);
    source.block(`/** What the ${player.title} makes small: the weighted sum of these terms. */`).add(`export function ${functionName}(values: ${judge?.type ?? 'Values'}${model ? ', model: Model' : ''}${usesStep ? ', step: number' : ''}): Term[] {`);
    returnList(source, rows);
    source.add('}');
    return { player, functionName, usesModel: model, usesStep };
  });
  if (metrics.length) {
    source.block('/** Figures that are shown, but not trained. */').add('export function metrics(values: Values): { name: string; value: tf.Tensor }[] {');
    returnList(source, metrics);
    source.add('}');
  }
  return { source, players, hasMetrics: metrics.length > 0 };
}
