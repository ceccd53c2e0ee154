/** Weights that start as copies of others when a stage begins. */
import { Plus, Trash2 } from 'lucide-react';
import { parametersOf, type ListedParameter } from '@/graph-engine/analysis/parameter-list';
import type { Stage, WeightCopy } from '@/graph-engine/document/types';
import { useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import fields from '@/components/fields/fields.module.css';
import styles from './inspector.module.css';
import forms from './player-form.module.css';

const fits = (from: ListedParameter | undefined, to: ListedParameter | undefined, transposed: boolean): boolean => {
  if (!from || !to) return false;
  return (transposed ? from.shape.toReversed() : from.shape).join() === to.shape.join();
};

export function StageCopies({ stage, disabled, change }: { readonly stage: Stage; readonly disabled: boolean; change(copies: readonly WeightCopy[]): void }) {
  const { document, analysis } = useStudio((studio) => ({ document: studio.document, analysis: studio.analysis }));
  const parameters = parametersOf(document, analysis);
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const { copies } = stage;
  const put = (index: number, copy: WeightCopy): void => change(copies.map((old, i) => (i === index ? copy : old)));
  /** The first pair of one shape, so that what is added can be made. */
  const add = (): void => {
    const from = parameters[0];
    const to = from && (parameters.find((one) => one !== from && one.shape.join() === from.shape.join()) ?? parameters[1]);
    if (from && to) change([...copies, { from: from.name, to: to.name, transposed: false }]);
  };
  const select = (label: string, value: string, choose: (name: string) => void) => (
    <select className={fields.select} aria-label={label} value={value} disabled={disabled} onChange={({ target }) => choose(target.value)}>
      {!byName.has(value) && <option value={value}>{value} (not there)</option>}
      {parameters.map(({ name, label: text, shape }) => (
        <option key={name} value={name}>
          {text} [{shape.join(', ')}]
        </option>
      ))}
    </select>
  );
  return (
    <fieldset className={forms.choices} disabled={disabled}>
      <legend>Starts as a copy{copies.length === 0 && <small> Nothing</small>}</legend>
      {copies.map((copy, index) => (
        <div key={index} className={forms.copy} data-fits={fits(byName.get(copy.from), byName.get(copy.to), copy.transposed)}>
          {select('Copy from', copy.from, (from) => put(index, { ...copy, from }))}
          {select('Copy to', copy.to, (to) => put(index, { ...copy, to }))}
          <label>
            <input type="checkbox" checked={copy.transposed} onChange={({ target }) => put(index, { ...copy, transposed: target.checked })} />
            Transposed
          </label>
          {!fits(byName.get(copy.from), byName.get(copy.to), copy.transposed) && <small className={styles.fault}>Not of one shape</small>}
          <Button variant="quiet" size="small" onClick={() => change(copies.filter((_, i) => i !== index))} aria-label="Remove the copy" title="Remove">
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      {parameters.length > 1 && (
        <Button variant="quiet" size="small" onClick={add}>
          <Plus aria-hidden /> Add a copy
        </Button>
      )}
    </fieldset>
  );
}
