/** Another node of the document, or none. */
import type { NodeField } from '@/graph-engine/document/fields';
import { useStudio } from '@/components/studio-state';
import type { FieldProps } from './field-props';
import styles from './fields.module.css';

export function NodeControl({ id, field, value, disabled, describedBy, commit, onProblem }: FieldProps<NodeField>) {
  const choices = useStudio(({ document }) => Object.values(document.nodes).filter(({ kind }) => field.kinds.includes(kind)));
  const missing = typeof value === 'string' && !choices.some((node) => node.id === value);
  return (
    <select
      id={id}
      className={styles.select}
      value={typeof value === 'string' ? value : ''}
      disabled={disabled}
      aria-describedby={describedBy}
      onChange={(event) => onProblem(commit(event.target.value || null))}
    >
      <option value="">{value === undefined ? 'differs' : 'None'}</option>
      {missing && <option value={value}>A node that is gone</option>}
      {choices.map((node) => (
        <option key={node.id} value={node.id}>
          {node.name}
        </option>
      ))}
    </select>
  );
}
