/**
 * Writes a part of a program as statements and expressions. What is used once is folded into where it is used; what is used again, or has a name of its
 * own, becomes a statement. Calls (`functions/define-function`) are written as calls, and the operations behind them not at all.
 */
import type { Call } from '../../functions/define-function';
import type { ValueId } from '../../program/types';
import { level, type Expression } from './expression';
import { freeName } from './free-name';
import { isBatch, isShrinking, sameShape, type Figure, type Grown, type GrownOp, type Size } from './growth';
import type { OpTable, WrittenOp, WrittenOperand } from './target';

/** A tensor at hand of `times` · N entries: of so many as are wanted if there is one, else of one for each item. */
export type Anchor = (times: number) => { readonly name: string; readonly times: number };
/** What an operation needs of its surroundings, where it has no operands. */
export interface TextOp extends WrittenOp<Expression> {
  /** A tensor at hand of the same shape and type. */
  readonly like: string | null;
  readonly anchor: Anchor;
  /** Any tensor at hand, whose device it is. */
  beside(): string;
}
/** How a language writes what is no operation. */
export interface Language {
  readonly ops: OpTable<Expression, TextOp>;
  /** The mean over `axes`. */
  mean(op: TextOp): Expression;
  /** How figures of the batch as a whole are written. */
  readonly ofBatch?: Language;
  number(figure: Figure, anchor: Anchor): Expression;
  /** The language's spelling of a name in camelCase. */
  name(camel: string): string;
  /** A name that comes again. */
  numbered(name: string, count: number): string;
  call(name: string, args: readonly string[]): Expression;
  range(op: TextOp): Expression;
}
/** Writes calls; where there is nobody for a kind of them, their operations are written. */
export interface Callers {
  /** Whether the operations of a function are written instead of a call. */
  unfolds?(call: Extract<Call, { kind: 'function' }>): boolean;
  function(call: Extract<Call, { kind: 'function' }>, args: readonly (WrittenOperand<Expression> | number)[]): Expression;
  stack?(call: Extract<Call, { kind: 'stack' }>, input: Expression, mask: Expression | null): Expression;
  layer?(call: Extract<Call, { kind: 'layer' }>, input: Expression): Expression;
  head?(call: Extract<Call, { kind: 'head' }>, input: WrittenOperand<Expression>): Expression;
  /** `loss` writes what is derived as an expression of what it is derived by, under the given names. */
  gradient?(loss: (names: readonly string[]) => Expression, wrt: readonly Expression[], which: number): Expression;
}

export interface Statement {
  readonly name: string;
  readonly expression: Expression;
  readonly value: ValueId;
  readonly shape: readonly Size[];
}
export interface Region {
  readonly statements: readonly Statement[];
  readonly results: readonly Expression[];
}
export interface RegionOptions {
  readonly grown: Grown;
  readonly language: Language;
  readonly callers: Callers;
  /** Values at hand, as they are written. */
  readonly known: ReadonlyMap<ValueId, string>;
  readonly results: readonly ValueId[];
  /** Names that mean something else here. */
  readonly taken?: Iterable<string>;
  /** What a value is called where it is kept, before what the program calls it. */
  nameOf?(value: ValueId): string | null;
  /** Values that are kept under their names, however often they are used. */
  readonly kept?: ReadonlySet<ValueId>;
}

/** What values without a name are called by their operation. */
const usual: Partial<Record<GrownOp['kind'], string>> = {
  sum: 'total', matMul: 'product', reshape: 'reshaped', slice: 'part', gather: 'rows', argMax: 'index', oneHot: 'chosen', sub: 'difference', add: 'sum', mul: 'scaled', div: 'ratio',
  exp: 'exponential', log: 'logarithm', square: 'squared', sqrt: 'root', abs: 'distance', step: 'indicator', maximum: 'bounded', minimum: 'bounded', softmax: 'probabilities', sigmoid: 'probability',
  randomNormal: 'noise', randomUniform: 'uniform', concat: 'joined', transpose: 'turned', stopGradient: 'fixed', conv2d: 'features', convInputGrad: 'image', floor: 'whole', toInt: 'index',
};

/** The definitions of values: calls before operations, outer calls before those inside. */
export class Definitions {
  readonly ops = new Map<ValueId, GrownOp>();
  readonly calls = new Map<ValueId, { readonly call: Call; readonly which: number }>();
  readonly parameters = new Map<ValueId, string>();
  /** Numbers that are fed at every step. */
  readonly scalars = new Set<ValueId>();
  /** Names of the functions that are called. */
  readonly functions = new Set<string>();

  constructor(readonly grown: Grown) {
    for (const input of grown.builder.inputs) if (input.kind === 'scalar') this.scalars.add(input.value);
    for (const op of grown.ops) this.ops.set(op.output, op);
    for (const { value, name } of grown.builder.parameters) this.parameters.set(value, name);
    for (const call of grown.builder.calls) {
      if (call.kind === 'function') this.functions.add(call.function.name);
      const results = call.kind === 'gradient' ? call.results : [call.result];
      results.forEach((result, which) => {
        if (!inputsOfCall(call).includes(result)) this.calls.set(result, { call, which });
      });
    }
  }
}

/** Operands of a call; a derivative has its loss beside them. */
export function inputsOfCall(call: Call): readonly ValueId[] {
  if (call.kind === 'function') return call.args.filter((arg) => typeof arg === 'number');
  if (call.kind === 'gradient') return call.wrt;
  if (call.kind === 'stack' && call.mask !== undefined) return [call.input, call.mask];
  return call.kind === 'range' ? [] : [call.input];
}

const known = new WeakMap<Grown, Definitions>();
export function definitionsOf(grown: Grown): Definitions {
  const found = known.get(grown) ?? new Definitions(grown);
  known.set(grown, found);
  return found;
}

/** A sum that is divided by how many numbers it adds up. */
function meanOf(op: GrownOp, { ops }: Definitions, { values }: Grown): GrownOp | null {
  if (op.kind !== 'mul') return null;
  const [sum, factor] = op.inputs.map((id) => ops.get(id));
  if (sum?.kind !== 'sum' || factor?.kind !== 'constant') return null;
  const count = (sum.attrs['axes'] as readonly number[]).reduce<{ times: number; grows: boolean }>(
    ({ times, grows }, axis) => {
      const size = values[sum.inputs[0]!]!.shape[axis]!;
      if (typeof size === 'number') return { times: times * size, grows };
      return { times: times * (size.plus === 0 && !grows ? size.times : NaN), grows: true };
    },
    { times: 1, grows: false },
  );
  const value = factor.attrs['value'] as Figure;
  const share = count.grows ? (isShrinking(value) ? value.over : NaN) : typeof value === 'number' ? value : NaN;
  return Math.abs(share * count.times - 1) < 1e-9 ? sum : null;
}

class Writer {
  private readonly uses = new Map<ValueId, number>();
  private readonly written = new Map<ValueId, Expression>();
  private readonly taken: Set<string>;
  private readonly definitions: Definitions;
  readonly statements: Statement[] = [];

  constructor(private readonly options: RegionOptions) {
    this.definitions = definitionsOf(options.grown);
    // A name of a function means the function.
    this.taken = new Set([...(options.taken ?? []), ...[...this.definitions.functions].map((name) => options.language.name(name))]);
    for (const name of options.known.values()) this.taken.add(name);
    for (const id of options.results) this.count(id);
  }

  /** The values that a value is written from. */
  private inputs(id: ValueId): readonly ValueId[] {
    const call = this.callOf(id);
    if (call) return inputsOfCall(call.call);
    const op = this.definitions.ops.get(id);
    if (!op) return [];
    return meanOf(op, this.definitions, this.options.grown)?.inputs ?? op.inputs;
  }

  private callOf(id: ValueId) {
    const found = this.definitions.calls.get(id);
    if (!found) return null;
    const { kind } = found.call;
    if (found.call.kind === 'function' && this.options.callers.unfolds?.(found.call)) return null;
    return kind === 'function' || kind === 'range' || this.options.callers[kind] ? found : null;
  }

  private count(id: ValueId): void {
    const before = this.uses.get(id) ?? 0;
    this.uses.set(id, before + 1);
    if (before > 0 || this.options.known.has(id)) return;
    for (const input of this.inputs(id)) this.count(input);
  }

  private operand(id: ValueId): WrittenOperand<Expression> {
    const { shape, dtype } = this.options.grown.values[id]!;
    return { code: this.write(id), shape, dtype };
  }

  private context(op: Pick<GrownOp, 'kind' | 'attrs'>, inputs: readonly ValueId[], id: ValueId): TextOp {
    const { shape, dtype } = this.options.grown.values[id]!;
    const operands = inputs.map((input) => this.operand(input));
    return {
      kind: op.kind,
      attrs: op.attrs,
      inputs: operands,
      shape,
      dtype,
      like: this.atHand((value) => sameShape(this.options.grown.values[value]!.shape, shape) && this.options.grown.values[value]!.dtype === dtype),
      anchor: (times) => this.anchor(times),
      beside: () => this.beside(),
    };
  }

  private atHand(fits: (id: ValueId) => boolean): string | null {
    for (const [value, name] of this.options.known) if (fits(value)) return name;
    for (const { name, value } of this.statements) if (fits(value)) return name;
    return null;
  }

  private anchor(times: number): { readonly name: string; readonly times: number } {
    const timesOf = (value: ValueId): number => {
      const size = this.options.grown.values[value]!.shape[0];
      return typeof size === 'object' && size.plus === 0 ? size.times : 0;
    };
    for (const wanted of [times, 1]) {
      const name = this.atHand((value) => timesOf(value) === wanted);
      if (name !== null) return { name, times: wanted };
    }
    let any: ReturnType<Anchor> | null = null;
    this.atHand((value) => {
      if (any === null && timesOf(value) > 0) any = { name: this.nameAtHand(value), times: timesOf(value) };
      return false;
    });
    if (any === null) throw new Error('internal: nothing at hand tells the size of the batch');
    return any;
  }
  private nameAtHand(value: ValueId): string {
    return this.statements.find((statement) => statement.value === value)?.name ?? this.options.known.get(value)!;
  }

  private beside(): string {
    const found = this.atHand((value) => isBatch(this.options.grown.values[value]!.shape[0])) ?? this.atHand(() => true);
    if (found === null) throw new Error('internal: there is no tensor at hand');
    return found;
  }

  write(id: ValueId): Expression {
    const known = this.options.known.get(id);
    if (known !== undefined) return { text: known, level: level.atom, ...(this.definitions.scalars.has(id) && { isScalar: true }) };
    const before = this.written.get(id);
    if (before) return before;
    const expression = this.expression(id);
    const isConstant = this.definitions.ops.get(id)?.kind === 'constant' && !this.options.grown.values[id]!.shape.length;
    const keeps = this.options.kept?.has(id) || (this.options.grown.builder.names.has(id) && !isConstant);
    const result = !isConstant && (keeps || (this.uses.get(id) ?? 0) > 1) ? this.keep(id, expression) : expression;
    this.written.set(id, result);
    return result;
  }

  private keep(id: ValueId, expression: Expression): Expression {
    const op = this.definitions.ops.get(id);
    const call = this.callOf(id);
    const camel = this.options.nameOf?.(id) ?? this.options.grown.builder.names.get(id) ?? (call ? undefined : op && usual[op.kind]) ?? 'value';
    const stem = this.options.language.name(camel);
    const name = freeName(stem, (one) => this.taken.has(one), this.options.language.numbered);
    this.taken.add(name);
    this.statements.push({ name, expression, value: id, shape: this.options.grown.values[id]!.shape });
    return { text: name, level: level.atom, ...((expression.isScalar ?? expression.isNumber) && { isScalar: true }) };
  }

  private called(id: ValueId): Expression | null {
    const found = this.callOf(id);
    if (!found) return null;
    const { call, which } = found;
    const { callers, language } = this.options;
    switch (call.kind) {
      case 'function':
        return callers.function(call, call.args.map((arg) => (typeof arg === 'number' ? this.operand(arg) : arg.number)));
      case 'range':
        return language.range(this.context({ kind: 'constant', attrs: {} }, [], id));
      case 'gradient':
        return callers.gradient!((names) => this.lambda(call.loss, call.wrt, names), call.wrt.map((wrt) => this.write(wrt)), which);
      case 'head':
        return callers.head!(call, this.operand(call.input));
      case 'stack':
        return callers.stack!(call, this.write(call.input), call.mask === undefined ? null : this.write(call.mask));
      case 'layer':
        return callers.layer!(call, this.write(call.input));
    }
  }

  /** `loss` as an expression of `wrt` alone and of what is at hand. */
  private lambda(loss: ValueId, wrt: readonly ValueId[], names: readonly string[]): Expression {
    const known = new Map([...this.options.known, ...wrt.map((id, i) => [id, names[i]!] as const)]);
    const { statements, results } = writeRegion({ ...this.options, known, results: [loss], kept: new Set() });
    if (statements.length > 0) throw new Error('internal: what is derived is no single expression');
    return results[0]!;
  }

  private expression(id: ValueId): Expression {
    const { language, grown } = this.options;
    const called = this.called(id);
    if (called) return called;
    const op = this.definitions.ops.get(id);
    if (!op) throw new Error(`internal: %${id} is not at hand where it is written`);
    const mean = meanOf(op, this.definitions, grown);
    if (mean) return language.mean(this.context(mean, mean.inputs, id));
    if (op.kind === 'constant' && grown.values[id]!.shape.length === 0) return language.number(op.attrs['value'] as Figure, (times) => this.anchor(times));
    return language.ops[op.kind](this.context(op, op.inputs, id));
  }
}

export function writeRegion(options: RegionOptions): Region {
  const writer = new Writer(options);
  const results = options.results.map((id) => writer.write(id));
  return { statements: writer.statements, results };
}
