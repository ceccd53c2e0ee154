/** A switch. */
import type { BooleanField } from '@/graph-engine/document/fields';
import { Switch } from '@/components/ui/switch';
import type { FieldProps } from './field-props';

export function BooleanControl({ id, value, disabled, describedBy, commit, onProblem }: FieldProps<BooleanField>) {
  return <Switch id={id} checked={value === true} disabled={disabled} describedBy={describedBy} onChange={(checked) => onProblem(commit(checked))} />;
}
