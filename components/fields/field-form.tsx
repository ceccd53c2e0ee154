/** The form of a set of fields; those of less use are folded away, and those that do not matter are left out. */
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { defaultsOf, readParams, type Fields } from '@/graph-engine/document/fields';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import type { Params, ParamValue } from '@/graph-engine/document/types';
import { useUi } from '@/components/studio-state';
import { FieldRow } from './field-row';
import styles from './fields.module.css';

export interface FieldFormProps {
  readonly fields: Fields;
  /** One record per selected thing. */
  readonly params: readonly Params[];
  readonly disabled: boolean;
  readonly diagnostics?: readonly Diagnostic[];
  /** Gives why the value was refused, or null. */
  readonly onCommit: (field: string, value: ParamValue) => string | null;
}

const same = (a: ParamValue | undefined, b: ParamValue | undefined): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** What is folded away, by name; of many the first. */
function namedAll(labels: readonly string[]): string {
  const told = labels.length > 4 ? [...labels.slice(0, 3), `${labels.length - 3} more`] : labels;
  return told.length === 1 ? told[0]! : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}

export function FieldForm({ fields, params, disabled, diagnostics = [], onCommit }: FieldFormProps) {
  const [open, setOpen] = useState(false);
  const wanted = useUi((ui) => ui.focusedField);
  // What the document says is shown, whether it fits or not; the message stands beside it.
  const read: readonly Params[] = params.map((one) => ({ ...defaultsOf(fields), ...one }));
  const matters = Object.entries(fields).filter(([, field]) => !field.when || params.some((one) => field.when?.(readParams(fields, one))));
  const rows = (list: typeof matters) =>
    list.map(([name, field]) => {
      const first = read[0]?.[name];
      const value = read.every((one) => same(one[name], first)) ? first : undefined;
      const about = diagnostics.filter(({ at }) => at.field === name);
      return <FieldRow key={name} name={name} field={field} value={value} disabled={disabled} diagnostics={about} commit={(next) => onCommit(name, next)} />;
    });
  const advanced = matters.filter(([, field]) => field.advanced);
  const shown = open || advanced.some(([name]) => name === wanted || diagnostics.some(({ at }) => at.field === name));
  return (
    <div className={styles.form}>
      {rows(matters.filter(([, field]) => !field.advanced))}
      {advanced.length > 0 && (
        <>
          <button type="button" className={styles.more} aria-expanded={shown} onClick={() => setOpen(!shown)}>
            <ChevronRight aria-hidden />
            {namedAll(advanced.map(([, { label }]) => label))}
          </button>
          {shown && rows(advanced)}
        </>
      )}
    </div>
  );
}
