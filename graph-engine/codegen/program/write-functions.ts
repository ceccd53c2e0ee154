/** The named functions that a project calls, each written once by tracing it with arguments of the shapes of its call. */
import { Builder } from '../../program/builder';
import type { NamedFunction } from '../../functions/define-function';
import type { DType, ValueId } from '../../program/types';
import type { Expression } from './expression';
import { freeName } from './free-name';
import { grow, type Size } from './growth';
import type { WrittenOperand } from './target';
import { writeRegion, type Callers, type Language, type Region } from './write-region';

export interface FunctionArgument {
  readonly name: string;
  /** Null for a number. */
  readonly shape: readonly Size[] | null;
  readonly dtype: DType;
  /** A number in some calls, and a tensor in others. */
  isEither: boolean;
}
export interface WrittenFunction {
  /** In the language's spelling. */
  readonly name: string;
  readonly function: NamedFunction;
  readonly args: readonly FunctionArgument[];
  readonly body: Region;
  readonly result: { readonly shape: readonly Size[]; readonly dtype: DType };
}

/** A number of the language, and no tensor. */
const isNumeric = (arg: WrittenOperand<Expression> | number): arg is number | (WrittenOperand<Expression> & { readonly code: { readonly isScalar: true } }) => typeof arg === 'number' || arg.code.isNumber === true || arg.code.isScalar === true;
const at = (size: Size, batch: number): number => (typeof size === 'number' ? size : size.times * batch + size.plus);

export class Functions {
  /** In the order in which they can be defined. */
  readonly list: WrittenFunction[] = [];
  private readonly texts = new Map<string, string>();

  /** `avoid`: names that mean something else in the files of the project. */
  constructor(
    private readonly language: Language,
    private readonly avoid: ReadonlySet<string> = new Set(),
  ) {}

  /** Callers that write functions alone. */
  get callers(): Callers {
    return { function: ({ function: named }, args) => this.call(named, args) };
  }

  call(named: NamedFunction, args: readonly (WrittenOperand<Expression> | number)[]): Expression {
    const name = this.define(named, args);
    return this.language.call(name, args.map((arg) => (typeof arg === 'number' ? this.language.number(arg, () => ({ name: '', times: 1 })).text : arg.code.text)));
  }

  private define(named: NamedFunction, args: readonly (WrittenOperand<Expression> | number)[]): string {
    let inside: { readonly ids: readonly ValueId[]; readonly result: ValueId } = { ids: [], result: 0 };
    const grown = grow((batch) => {
      const b = new Builder();
      const ids = args.map((arg, i) => {
        if (isNumeric(arg)) return b.schedule(named.parameters[i]!, () => 1);
        const x = b.data(named.parameters[i]!, arg.shape.map((size) => at(size, batch)));
        return arg.dtype === 'int32' ? b.toInt(x) : x;
      });
      inside = { ids: ids.map(({ id }) => id), result: named.write(b, ids).id };
      return b;
    });
    const names = named.parameters.map((parameter) => this.language.name(parameter));
    const known = new Map(inside.ids.map((id, i) => [id, names[i]!]));
    const language = (named.ofBatch && this.language.ofBatch) || this.language;
    const body = writeRegion({ grown, language, callers: this.callers, known, results: [inside.result] });
    const text = JSON.stringify([body.statements.map(({ name, expression }) => [name, expression.text]), body.results.map(({ text }) => text), names]);
    const name = freeName(this.language.name(named.name), (one) => this.avoid.has(one) || (this.texts.get(one) ?? text) !== text, this.language.numbered);
    const written = this.list.find((one) => one.name === name);
    if (written) {
      written.args.forEach((arg, i) => (arg.isEither ||= (arg.shape === null) !== isNumeric(args[i]!)));
      return name;
    }
    this.texts.set(name, text);
    const { shape, dtype } = grown.values[inside.result]!;
    this.list.push({
      name,
      function: named,
      args: args.map((arg, i) => ({ name: names[i]!, shape: isNumeric(arg) ? null : arg.shape, dtype: isNumeric(arg) ? 'float32' : arg.dtype, isEither: false })),
      body,
      result: { shape, dtype },
    });
    return name;
  }
}
