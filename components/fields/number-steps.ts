/** Numbers of fields as they are printed, and the steps that keys and drags change them by. */
import { axesOf, eachAxis, pairOf, type Pair } from '@/graph-engine/document/pair';
import type { IntegerField, NumberField, PairField } from '@/graph-engine/document/fields';
import type { ParamValue } from '@/graph-engine/document/types';

export type SteppedField = IntegerField | NumberField | PairField;

export const isStepped = (field: { readonly type: string }): field is SteppedField => field.type === 'integer' || field.type === 'number' || field.type === 'pair';

/** A step that suits the size of the value: 16 for 256, 0.0001 for 0.001. */
export const stepOf = (field: SteppedField, value: number): number => {
  if (field.type !== 'number') return value >= 256 ? 16 : 1;
  return field.step ?? 10 ** Math.floor(Math.log10(Math.abs(value) || 1) - 1);
};

function moved(field: SteppedField, number: number, by: number): number {
  const next = Number((number + by).toPrecision(10));
  return Math.min(field.max, Math.max(field.min, field.type === 'number' ? next : Math.round(next)));
}

/** The value so many steps on, within the bounds of the field; whole where the field is. Each axis of a pair has steps of its own. */
export function stepped(field: SteppedField, value: ParamValue, steps: number): ParamValue {
  const one = (number: number): number => moved(field, number, stepOf(field, number) * steps);
  if (field.type === 'pair') return pairOf(eachAxis((axis) => one(axesOf(value as Pair)[axis])));
  return typeof value === 'number' ? one(value) : value;
}
