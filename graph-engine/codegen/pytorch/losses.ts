/** `losses.py`: the terms of each player, or of one who learns alone, with their weights, and the metrics; the mathematics as named functions. */
import { Source } from '../program/source';
import { writeRegion } from '../program/write-region';
import type { Modules, TermPart } from '../program/modules';
import { idsInLosses } from '../program/variables';
import type { Functions } from '../program/write-functions';
import { unitsOf } from '../program/units';
import { python } from './ops';
import { callersOf } from './callers';
import { rampsOf, variableName } from './module';
import { learnsAlone } from './train/learners';
import { mentions } from '../program/text';
import { docstring, fit, number, quote, signature, snake } from './text';

export const lossFunction = (player: string): string => `${snake(player).replaceAll('-', '_')}_losses`;

export interface LossesText {
  readonly source: Source;
  /** What the losses of one who learns alone are computed from; those of several players are all called alike. */
  readonly given: readonly ('model' | 'values' | 'step')[];
}
const types = { model: 'Model', values: 'Values', step: 'float' } as const;

export function lossesText(modules: Modules, functions: Functions): LossesText {
  const source = new Source('losses.py');
  const alone = learnsAlone(modules);
  let given: LossesText['given'] = ['model', 'values', 'step'];
  const known = new Map<number, string>(modules.variables.flatMap((variable) => idsInLosses(variable).map((id) => [id, `values.${variableName(variable)}`] as const)).toReversed());
  const moduleAt = (owner: string): string => `model.${snake(modules.part(owner).names.value)}`;
  for (const { name, value } of modules.united.builder.parameters) {
    const [owner, local, more] = name.split('/');
    if (more === undefined) known.set(value, `${moduleAt(owner!)}.${snake(local!)}`);
  }
  const ramps = rampsOf(modules);
  for (const [id, { call }] of ramps) known.set(id, call);
  const callers = callersOf(modules, functions, moduleAt);
  const region = (values: readonly number[]) => writeRegion({ grown: modules.united, language: python, callers, known, results: values, taken: ['values', 'model', 'step'] });
  const weightOf = (term: TermPart): string => (term.isWeightValue ? ramps.get(term.weight as number)!.call : number(term.weight as number));

  for (const { id: player } of modules.players) {
    const terms = modules.terms.filter((term) => term.player === player);
    const { statements, results } = region(terms.map(({ value }) => value));
    source.add('').add('');
    const texts = [...statements.map(({ expression }) => expression.text), ...terms.map(weightOf), ...results.map(({ text }) => text)];
    if (alone) given = given.filter((name) => name === 'values' || texts.some((text) => mentions(text, name)));
    signature(alone ? 'losses' : lossFunction(player), given.map((name) => `${name}: ${types[name]}`), 'dict[str, Term]', 0).forEach((line) => source.add(line));
    docstring([`What ${alone ? 'training' : `the ${player}`} makes small${given.includes('step') ? ' at `step`' : ''}: each term with its weight.`], 4).forEach((line) => source.add(line));
    for (const { name, expression } of statements) source.add(fit(`${name} = ${expression.text}`, 4));
    source.add('    return {');
    terms.forEach((term, i) => source.add(fit(`${quote(term.name)}: Term(${weightOf(term)}, ${results[i]!.text}),`, 8), term.node));
    source.add('    }');
  }
  if (modules.metrics.length > 0) {
    const { statements, results } = region(modules.metrics.map(({ value }) => value));
    source.add('').add('').add('def metrics(values: Values) -> dict[str, Tensor]:');
    docstring(['What is told beside the losses.'], 4).forEach((line) => source.add(line));
    for (const { name, expression } of statements) source.add(fit(`${name} = ${expression.text}`, 4));
    source.add('    return {');
    modules.metrics.forEach(({ name, node }, i) => source.add(fit(`${quote(name)}: ${results[i]!.text},`, 8), node));
    source.add('    }');
  }
  if (!alone) {
    source.add('').add('').add('#: The losses of each player, in the order in which they are updated.').add('LOSSES = {');
    for (const { id: player } of modules.players) source.add(`    ${quote(player)}: ${lossFunction(player)},`);
    source.add('}');
  }
  const told = unitsOf(modules).filter(({ player }) => player === null || modules.players.some(({ id }) => id === player));
  const units = told.flatMap(({ name, player, unit }) => (player === null ? [{ name, unit }] : alone ? [{ name: 'loss', unit }, { name: 'held out', unit }] : [{ name: `${player} loss`, unit }]));
  source.add('').add('').add('#: What the figures are counted in.').add(units.length > 0 ? 'UNITS = {' : 'UNITS: dict[str, str] = {}');
  for (const { name, unit } of units) source.add(fit(`${quote(name)}: ${quote(unit)},`, 4));
  if (units.length > 0) source.add('}');
  return { source, given };
}
export const termClass = `class Term(NamedTuple):
    """A scalar that is made small, and how much it counts."""

    weight: float
    value: Tensor`;
