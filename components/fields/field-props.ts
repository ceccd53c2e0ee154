/** What every control of a field gets. */
import type { Field } from '@/graph-engine/document/fields';
import type { ParamValue } from '@/graph-engine/document/types';

/** Puts a value into the document; gives why it was refused, or null. */
export type Commit = (value: ParamValue) => string | null;

export interface FieldProps<F extends Field = Field> {
  readonly id: string;
  readonly field: F;
  /** Undefined where the selected nodes differ. */
  readonly value: ParamValue | undefined;
  readonly disabled: boolean;
  /** Ids of the elements that describe the control. */
  readonly describedBy: string | undefined;
  readonly commit: Commit;
  /** Says why the present text is not used; null when it is. */
  readonly onProblem: (problem: string | null) => void;
}
