/** `losses.ts`: the terms that each player makes small with their weights, and the metrics; the mathematics as named functions. */
import { mainPlayer } from '../../document/players';
import { unitsOf } from '../program/units';
import { writeRegion } from '../program/write-region';
import type { Modules, TermPart } from '../program/modules';
import { idsInLosses } from '../program/variables';
import { Source } from '../program/source';
import { mentions, number } from '../program/text';
import type { Functions } from '../program/write-functions';
import { callersOf } from './callers';
import { constLine } from './lines';
import { rampsOf } from './module';
import { typescript } from './ops';
import type { ModelText } from './model';
import type { CodePlayer, Project } from './project';
import { fit, quote } from './text';

export interface LossesText {
  /** Under its imports and functions. */
  readonly source: Source;
  readonly players: readonly PlayerTerms[];
  readonly hasMetrics: boolean;
  /** Some figure is counted in something. */
  readonly hasUnits: boolean;
}
export interface PlayerTerms {
  readonly player: CodePlayer;
  /** Null of one who learns without a loss. */
  readonly functionName: string | null;
  /** Arguments of the function after `values`. */
  readonly usesModel: boolean;
  readonly usesStep: boolean;
}

/** How values are called in losses. */
function language(modules: Modules, functions: Functions) {
  // Of several variables for one value the first is named, and data before all others.
  const known = new Map<number, string>();
  for (const variable of modules.variables) for (const id of idsInLosses(variable)) if (!known.has(id)) known.set(id, `values.${variable.name}`);
  const moduleAt = (owner: string): string => `model.${modules.part(owner).names.value}`;
  for (const { name, value } of modules.united.builder.parameters) {
    const [owner, local, more] = name.split('/');
    if (more === undefined) known.set(value, `${moduleAt(owner!)}.${local!}`);
  }
  const ramps = rampsOf(modules);
  for (const [id, { text }] of ramps) known.set(id, `(${text})`);
  const callers = callersOf(modules, functions, moduleAt, "'train'");
  return {
    region: (values: readonly number[]) => writeRegion({ grown: modules.united, language: typescript, callers, known, results: values, taken: ['values', 'model', 'step', 'tf', 'ops'] }),
    weightOf: (term: TermPart): string => (term.isWeightValue ? ramps.get(term.weight as number)!.text : number(term.weight as number)),
  };
}

interface Row {
  readonly node: string | null;
  readonly text: string;
}
/** A list of objects: one stays on its line where it fits, more get a line each. */
function returnList(source: Source, rows: readonly Row[]): void {
  const single = rows.length === 1 ? `  return [${rows[0]!.text}];` : null;
  if (single && single.length <= 100) {
    source.add(single, rows[0]!.node);
    return;
  }
  source.add('  return [');
  for (const { node, text } of rows) source.add(fit(`${text},`, 4), node);
  source.add('  ];');
}

export function lossesFile({ modules, ...project }: Project, { functions, judges, pulls }: Pick<ModelText, 'functions' | 'judges' | 'pulls'>, validates: boolean): LossesText {
  const source = new Source('src/losses.ts');
  const { region, weightOf } = language(modules, functions);
  source.add('/** A scalar, and its weight in the sum. */').add('export interface Term {\n  name: string;\n  value: tf.Tensor;\n  weight: number;\n}');
  source
    .block('/** The weighted sum of the terms. */')
    .add(`export function total(terms: Term[]): tf.Scalar {\n  return terms\n    .map(({ value, weight }) => value.mul(weight))\n    .reduce((sum, term) => sum.add(term)${pulls.size > 0 ? ', tf.scalar(0) as tf.Tensor' : ''}) as tf.Scalar;\n}`);
  const players = project.players
    .filter(({ isMain, trained }) => isMain || trained)
    .flatMap((player): PlayerTerms[] => {
      const terms = modules.terms.filter((term) => term.player === player.id);
      if (terms.length === 0) return pulls.has(player.id) ? [{ player, functionName: null, usesModel: false, usesStep: false }] : [];
      const { statements, results } = region(terms.map(({ value }) => value));
      const weights = terms.map(weightOf);
      const code = [...statements.map(({ expression }) => expression.text), ...results.map(({ text }) => text), ...weights].join('\n');
      const [usesModel, usesStep] = [mentions(code, 'model'), mentions(code, 'step')];
      const functionName = `${player.names.value}Terms`;
      source.block(`/** What the ${player.title} makes small: the weighted sum of these terms. */`).add(`export function ${functionName}(values: ${judges.get(player.id)?.type ?? 'Values'}${usesModel ? ', model: Model' : ''}${usesStep ? ', step: number' : ''}): Term[] {`);
      for (const statement of statements) source.add(constLine(statement, 2));
      returnList(source, terms.map(({ name, node }, i) => ({ node, text: `{ name: ${quote(name)}, value: ${results[i]!.text}, weight: ${weights[i]!} }` })));
      source.add('}');
      return [{ player, functionName, usesModel, usesStep }];
    });
  // Without held-out items nothing shows them, but what learns without a loss.
  const hasMetrics = (validates || pulls.size > 0) && modules.metrics.length > 0;
  if (hasMetrics) {
    const { statements, results } = region(modules.metrics.map(({ value }) => value));
    source.block('/** Figures that are shown, but not trained. */').add('export function metrics(values: Values): { name: string; value: tf.Tensor }[] {');
    for (const statement of statements) source.add(constLine(statement, 2));
    returnList(source, modules.metrics.map(({ name, node }, i) => ({ node, text: `{ name: ${quote(name)}, value: ${results[i]!.text} }` })));
    source.add('}');
  }
  const shown = new Set([...modules.terms.map(({ name }) => name), ...(hasMetrics ? modules.metrics.map(({ name }) => name) : [])]);
  const main = mainPlayer(modules.document.training).id;
  const units = unitsOf(modules).filter(({ name, player }) => (player === null ? shown.has(name) : validates && player === main));
  if (units.length > 0) {
    source.block('/** What the figures are counted in. */').add('export const units = new Map([');
    for (const { name, unit } of units) source.add(fit(`[${quote(name)}, ${quote(unit)}],`, 2));
    source.add(']);');
  }
  return { source, players, hasMetrics, hasUnits: units.length > 0 };
}
