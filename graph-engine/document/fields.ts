/** Fields describe parameters once: the form, the file schema, the defaults and the checks are all derived from them. */
import { axesOf, type Pair } from './pair';
import { sideMost } from './shape';
import type { Params, ParamValue } from './types';

interface FieldBase {
  readonly label: string;
  /** One sentence, shown beside the field. */
  readonly help: string;
  /** Fields of less use than the rest are folded away. */
  readonly advanced?: boolean;
  /** The field matters only when this holds. */
  readonly when?: (params: Params) => boolean;
}
export interface IntegerField extends FieldBase {
  readonly type: 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
}
export interface NumberField extends FieldBase {
  readonly type: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}
export interface BooleanField extends FieldBase {
  readonly type: 'boolean';
  readonly default: boolean;
}
export interface ChoiceField<V extends string = string> extends FieldBase {
  readonly type: 'choice';
  readonly default: V;
  /** An option with `words` (other names of it, for searches) is found, and added, as if it were a kind of its own. */
  readonly options: readonly { readonly value: V; readonly label: string; readonly help?: string; readonly words?: readonly string[] }[];
}
/** One whole number for height and width alike, or one for each. */
export interface PairField extends FieldBase {
  readonly type: 'pair';
  readonly default: Pair;
  readonly min: number;
  readonly max: number;
}
/** A shape without the batch dimension; -1 at most once where the field says so. */
export interface ShapeField extends FieldBase {
  readonly type: 'shape';
  readonly default: readonly number[];
}
/** The id of another node, or null. */
export interface NodeField extends FieldBase {
  readonly type: 'node';
  readonly default: null;
  readonly kinds: readonly string[];
}
export interface TextField extends FieldBase {
  readonly type: 'text';
  readonly default: string;
  readonly maxLength: number;
  /** The name of a file: of a path the last part alone is kept, since folders are the user's own business. */
  readonly isPath?: boolean;
}
export type Field = IntegerField | NumberField | BooleanField | ChoiceField | PairField | ShapeField | NodeField | TextField;
export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F extends Field> = F extends { type: 'choice'; options: readonly { value: infer V }[] }
  ? V
  : F extends { type: 'boolean' }
    ? boolean
    : F extends { type: 'pair' }
      ? Pair
      : F extends { type: 'shape' }
        ? readonly number[]
        : F extends { type: 'node' }
          ? string | null
          : F extends { type: 'text' }
            ? string
            : number;
/** The typed parameters that a set of fields describes. */
export type ParamsOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

export function defaultsOf<F extends Fields>(fields: F): ParamsOf<F> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.default])) as ParamsOf<F>;
}

/** What is kept of a value that was given for the field. */
export const keptValue = (field: Field, value: ParamValue): ParamValue => (field.type === 'text' && field.isPath && typeof value === 'string' ? value.split(/[\\/]/).at(-1)! : value);

/** Why `value` does not fit the field, as "expected …", or null. */
export function fieldProblem(field: Field, value: ParamValue | undefined): string | null {
  switch (field.type) {
    case 'integer':
    case 'number': {
      const whole = field.type === 'integer';
      const fits =
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (!whole || Number.isInteger(value)) &&
        value >= field.min &&
        value <= field.max;
      return fits ? null : `${whole ? 'a whole number' : 'a number'} from ${field.min} to ${field.max}`;
    }
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'choice':
      return field.options.some((option) => option.value === value)
        ? null
        : `one of ${field.options.map((option) => option.value).join(', ')}`;
    case 'pair': {
      const axes = typeof value === 'number' ? axesOf(value) : Array.isArray(value) && value.length === 2 ? (value as readonly number[]) : [];
      const fits = axes.length === 2 && axes.every((size) => Number.isInteger(size) && size >= field.min && size <= field.max);
      return fits ? null : `a whole number from ${field.min} to ${field.max}, or two: height, width`;
    }
    case 'shape': {
      const fits =
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= 4 &&
        value.every((size) => Number.isInteger(size) && (size === -1 || (size >= 1 && size <= sideMost)));
      return fits ? null : 'one to four sizes, such as 28, 28, 1';
    }
    case 'node':
      return value === null || typeof value === 'string' ? null : 'a node';
    case 'text':
      return typeof value === 'string' && value.length <= field.maxLength ? null : `a text of at most ${field.maxLength} characters`;
  }
}

/** What was read of a record of parameters holds as long as it lives, if it cannot change: those of a document are frozen, unlike those of one that a command works on. */
const readBy = new WeakMap<Params, { readonly fields: Fields; readonly sound: Params }>();

/**
 * The parameters of a file: complete, and valid. The default stands in for a value that is missing or does not fit its field, so that nothing meets a choice
 * that it does not know; the analysis reports what does not fit.
 */
export function readParams<F extends Fields>(fields: F, params: Params): ParamsOf<F> {
  const known = readBy.get(params);
  if (known?.fields === fields) return known.sound as ParamsOf<F>;
  const sound: Record<string, ParamValue> = { ...defaultsOf(fields), ...params };
  for (const [name, field] of Object.entries(fields)) if (fieldProblem(field, sound[name]) !== null) sound[name] = field.default;
  if (Object.isFrozen(params)) readBy.set(params, { fields, sound });
  return sound as ParamsOf<F>;
}
