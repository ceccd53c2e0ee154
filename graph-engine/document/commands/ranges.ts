/** Refuses a value that is out of its field's range, by name. */
import { fieldProblem, type Fields } from '../fields';
import { own } from '../own';
import type { Refusal } from '../refusal';
import type { ParamValue } from '../types';

export function rangeRefusal(fields: Fields, values: Readonly<Record<string, unknown>>): Refusal | void {
  for (const [name, value] of Object.entries(values)) {
    const field = own(fields, name);
    const expected = field && value !== undefined ? fieldProblem(field, value as ParamValue) : null;
    if (field && expected !== null) return { reason: `${field.label} must be ${expected}, and is ${String(value)}.`, at: { field: name } };
  }
}
