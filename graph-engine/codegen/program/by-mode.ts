/** What a module computes, written once for all modes: what is alike in all of them, and then what differs. */
import type { ValueId } from '../../program/types';
import type { Mode } from '../../layers/definition';
import { level, type Expression } from './expression';
import { freeName } from './free-name';
import { modes, type United } from './modes';
import { definitionsOf, inputsOfCall, writeRegion, type Callers, type Language, type Statement } from './write-region';

export type Condition = 'sample' | 'training';
/** Statements in the order of the code; `both` holds the two branches of a condition, of which one may be empty. */
export type Step = Statement | { readonly condition: Condition; readonly yes: readonly Statement[]; readonly no: readonly Statement[]; readonly results: readonly { readonly name: string; readonly yes: Expression; readonly no: Expression }[] };

export interface ByMode {
  readonly steps: readonly Step[];
  /** What each result is called or how it is written. */
  readonly results: readonly Expression[];
  readonly conditions: ReadonlySet<Condition>;
}
export interface Result {
  /** What it is called where it is kept. */
  readonly local: string;
  readonly ids: Readonly<Partial<Record<Mode, ValueId>>>;
}
interface Options {
  readonly united: United;
  readonly language: Language;
  readonly callers: Callers;
  readonly known: ReadonlyMap<ValueId, string>;
  readonly results: readonly Result[];
  readonly taken?: Iterable<string>;
  /** Results have names of their own, however short they are. */
  readonly keepsNames: boolean;
}

const idIn = ({ ids }: Result, mode: Mode): ValueId => ids[mode] ?? ids.evaluate ?? ids.train ?? ids.infer!;

/** The values that a value is written from, itself included. */
function reached(united: United, known: ReadonlyMap<ValueId, string>, callers: Callers, from: readonly ValueId[]): Set<ValueId> {
  const definitions = definitionsOf(united);
  const found = new Set<ValueId>();
  const visit = (id: ValueId): void => {
    if (found.has(id) || known.has(id)) return;
    found.add(id);
    const call = definitions.calls.get(id)?.call;
    const inputs = call && (call.kind === 'function' || call.kind === 'range' || callers[call.kind]) ? inputsOfCall(call) : (definitions.ops.get(id)?.inputs ?? []);
    inputs.forEach(visit);
  };
  from.forEach(visit);
  return found;
}

export function writeByMode({ united, language, callers, known, results, taken = [], keepsNames }: Options): ByMode {
  // What runs first in the program runs first here: statistics keep what they saw last.
  const inOrder = results.toSorted((a, b) => idIn(a, 'train') - idIn(b, 'train'));
  const alike = inOrder.filter((result) => modes.every((mode) => idIn(result, mode) === idIn(result, 'train')));
  const sampled = inOrder.filter((result) => !alike.includes(result) && idIn(result, 'train') === idIn(result, 'evaluate'));
  const trained = inOrder.filter((result) => !alike.includes(result) && !sampled.includes(result));
  const nameOf = (id: ValueId): string | null => alike.find((result) => idIn(result, 'train') === id)?.local ?? null;
  const groups: { readonly condition: Condition; readonly of: readonly Result[]; readonly yes: Mode; readonly no: Mode }[] = [
    ...(sampled.length ? [{ condition: 'sample', of: sampled, yes: 'evaluate', no: 'infer' } as const] : []),
    ...(trained.length ? [{ condition: 'training', of: trained, yes: 'train', no: 'infer' } as const] : []),
  ];
  // What both branches need comes before them.
  const definitions = definitionsOf(united);
  const shared = new Set<ValueId>();
  for (const { of, yes, no } of groups) {
    const [a, b] = [reached(united, known, callers, of.map((result) => idIn(result, yes))), reached(united, known, callers, of.map((result) => idIn(result, no)))];
    const before = reached(united, known, callers, alike.map((result) => idIn(result, 'train')));
    const both = new Set([...a, ...b].filter((id) => (a.has(id) && b.has(id)) || before.has(id)));
    const isRoot = (id: ValueId): boolean => of.some((result) => idIn(result, yes) === id || idIn(result, no) === id);
    for (const id of both) {
      const isConstant = definitions.ops.get(id)?.kind === 'constant' || definitions.parameters.has(id);
      const usedOutside = [...a, ...b].some((user) => !both.has(user) && inputsUsed(user).includes(id));
      if (!isConstant && (usedOutside || isRoot(id))) shared.add(id);
    }
  }
  function inputsUsed(id: ValueId): readonly ValueId[] {
    const call = definitions.calls.get(id)?.call;
    return call && (call.kind === 'function' || call.kind === 'range' || callers[call.kind]) ? inputsOfCall(call) : (definitions.ops.get(id)?.inputs ?? []);
  }
  const first = alike.map((result) => idIn(result, 'train'));
  const named = new Set([...shared, ...(keepsNames ? first : [])]);
  const common = writeRegion({ grown: united, language, callers, known, results: [...first, ...shared], taken, nameOf, kept: named });
  const at = new Map(known);
  for (const { value, name } of common.statements) at.set(value, name);
  const steps: Step[] = [...common.statements];
  const expressions = new Map<Result, Expression>(alike.map((result, i) => [result, common.results[i]!]));
  const names = new Set([...taken, ...at.values()]);
  for (const { condition, of, yes, no } of groups) {
    const write = (mode: Mode) => writeRegion({ grown: united, language, callers, known: at, results: of.map((result) => idIn(result, mode)), taken: names });
    const [a, b] = [write(yes), write(no)];
    const targets = of.map((result, i) => {
      const stem = language.name(result.local);
      const name = freeName(stem, (one) => names.has(one), language.numbered);
      names.add(name);
      expressions.set(result, { text: name, level: level.atom });
      return { name, yes: a.results[i]!, no: b.results[i]! };
    });
    steps.push({ condition, yes: a.statements, no: b.statements, results: targets });
  }
  return { steps, results: results.map((result) => expressions.get(result)!), conditions: new Set(groups.map(({ condition }) => condition)) };
}

/** All expressions of some code. */
export const textOf = ({ steps, results }: ByMode): string =>
  [...steps.flatMap((step) => ('expression' in step ? [step.expression] : [...step.yes, ...step.no].map(({ expression }) => expression).concat(step.results.flatMap(({ yes, no }) => [yes, no])))), ...results].map(({ text }) => text).join('\n');
