/** The update of an optimiser that a framework has no word for, as statements over a weight, its gradient and its states. */
import type { OptimizerDefinition, OptimizerNumbers, UpdateStep } from '../../optimizers/definition';
import type { Algebra, Formula } from '../../optimizers/formula';
import { Builder, type Tensor } from '../../program/builder';
import type { ValueId } from '../../program/types';
import { infix, level, within, type Expression } from './expression';
import { grow } from './growth';
import type { Functions } from './write-functions';
import { writeRegion, type Language, type Statement } from './write-region';

/** How a language writes what formulas have beside the four operations and powers. */
export interface FormulaLanguage {
  readonly language: Language;
  sqrt(x: Expression): Expression;
  min(x: Expression, y: Expression): Expression;
  /** `factor` of the variable `i`. */
  product(count: Expression, factor: Expression): Expression;
}
/** What the text around an update calls what it is given. */
export interface UpdateNames {
  readonly value: string;
  readonly gradient: string;
  readonly rate: string;
  /** Updates until now, this one included. */
  readonly count: string;
  /** Rows of the weight. */
  readonly rows: Expression;
  state(name: string): string;
}
export interface WrittenUpdate {
  /** Of scalars, in the language's own numbers, before the statements. */
  readonly scalars: readonly { readonly name: string; readonly expression: Expression }[];
  readonly statements: readonly Statement[];
  /** States with their next values. */
  readonly states: readonly { readonly name: string; readonly next: Expression }[];
  /** The next value of the weight. */
  readonly result: Expression;
}

function expressions({ language, sqrt, min, product }: FormulaLanguage): Algebra<Expression> {
  const number = (x: Expression | number): Expression => (typeof x === 'number' ? language.number(x, () => ({ name: '', times: 1 })) : x);
  return {
    add: (x, y) => infix(number(x), '+', number(y), level.sum),
    sub: (x, y) => infix(number(x), '-', number(y), level.sum),
    mul: (x, y) => infix(number(x), '*', number(y), level.product),
    div: (x, y) => infix(number(x), '/', number(y), level.product),
    pow: (x, y) => ({ text: `${within(number(x), level.atom)} ** ${within(number(y), level.atom)}`, level: level.unary }),
    sqrt,
    min: (x, y) => min(number(x), number(y)),
    product: (count, factor) => product(count, factor({ text: 'i', level: level.atom })),
  };
}
/** `SGD, rising momentum` → SGDRisingMomentum. */
export const className = ({ title }: OptimizerDefinition): string => title.replace(/[^A-Za-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
const camel = (words: string): string => words.split(' ').map((word, i) => (i === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join('');

interface Traced {
  readonly known: Map<ValueId, string>;
  readonly scalars: { readonly name: string; readonly expression: Expression }[];
  readonly states: { readonly name: string; readonly next: ValueId }[];
  readonly result: ValueId;
}

/** Of weights as they are, or of those that are seen as matrices. */
export function writeUpdate(begin: NonNullable<OptimizerDefinition['beginMatrices']>, of: 'weights' | 'matrices', settings: OptimizerNumbers, names: UpdateNames, writer: FormulaLanguage, functions: Functions): WrittenUpdate {
  const { language } = writer;
  const algebra = expressions(writer);
  let traced: Traced | null = null;
  const grown = grow((batch) => {
    const b = new Builder();
    const known = new Map<ValueId, string>();
    const scalars: Traced['scalars'] = [];
    const states: Traced['states'] = [];
    const data = (name: string): Tensor => {
      const x = b.data(name, of === 'matrices' ? [batch, 5] : [batch]);
      known.set(x.id, name);
      return x;
    };
    const scalar = (name: string, formula: Formula, n: Expression): Tensor => {
      const x = b.schedule(name, () => 0);
      const local = language.name(camel(name));
      scalars.push({ name: local, expression: formula(algebra, n) });
      known.set(x.id, local);
      return x;
    };
    const rate = b.schedule('rate', () => 0);
    known.set(rate.id, names.rate);
    const step: UpdateStep = { b, rate, settings, scalar: (name, formula) => scalar(name, formula, { text: names.count, level: level.atom }) };
    const update = begin(step);
    const read = new Map<string, Tensor>();
    const result = update({
      value: data(names.value),
      gradient: data(names.gradient),
      state(name) {
        const state = read.get(name) ?? data(names.state(name));
        read.set(name, state);
        return state;
      },
      keep(name, next) {
        states.push({ name, next: next.id });
        return b.name(name, next);
      },
      ofRows: (name, formula) => scalar(name, formula, names.rows),
    });
    traced = { known, scalars, states, result: result.id };
    return b;
  });
  const { known, scalars, states, result } = traced!;
  const region = writeRegion({ grown, language, callers: functions.callers, known, results: [...states.map(({ next }) => next), result], taken: scalars.map(({ name }) => name) });
  return {
    scalars,
    statements: region.statements,
    states: states.map(({ name }, i) => ({ name, next: region.results[i]! })),
    result: region.results.at(-1)!,
  };
}
