/** Length, batch size and seed on a phone, where the training form of the inspector has no place. */
'use client';
import { useState } from 'react';
import { fieldProblem } from '@/graph-engine/document/fields';
import { trainingFields } from '@/graph-engine/document/training-fields';
import { dispatch } from '@/components/studio-state/studio';
import { useDocument, useStudio } from '@/components/studio-state/use-studio';
import styles from './training-bar.module.css';
import { isBusy, useTraining } from './use-training';

type Name = 'epochs' | 'minSteps' | 'batchSize' | 'seed';
const fields: readonly { readonly name: Name; readonly label: string }[] = [
  { name: 'epochs', label: 'Epochs' },
  { name: 'minSteps', label: 'Steps ≥' },
  { name: 'batchSize', label: 'Batch' },
  { name: 'seed', label: 'Seed' },
];

/** Stages say how long they are. */
const ofTheWholeRun: ReadonlySet<Name> = new Set(['epochs', 'minSteps']);

/** Out of the way while the model trains: they could not be changed, and the progress needs the room. */
export function QuickFields() {
  const busy = useTraining(isBusy);
  const staged = useDocument(({ training }) => Object.keys(training.stages).length > 0);
  if (busy) return null;
  return (
    <div className={styles.fields}>
      {fields.filter(({ name }) => !staged || !ofTheWholeRun.has(name)).map(({ name, label }) => (
        <QuickField key={name} name={name} label={label} />
      ))}
    </div>
  );
}

function QuickField({ name, label }: { readonly name: Name; readonly label: string }) {
  const value = useDocument((document) => document.training[name]);
  const readOnly = useStudio((studio) => studio.readOnly !== null);
  /** What is typed and not yet taken over. */
  const [text, setText] = useState<string | null>(null);
  const field = trainingFields[name];
  const typed = text === null ? value : Number(text);
  const problem = text === null ? null : fieldProblem(field, text.trim() === '' ? null : typed);
  const commit = (): void => {
    if (text !== null && !problem && typed !== value) dispatch('setTraining', { [name]: typed });
    setText(null);
  };
  return (
    <label className={styles.field} title={problem ? `${field.label} must be ${problem}.` : field.help}>
      <span>{label}</span>
      <input
        inputMode="numeric"
        value={text ?? String(value)}
        disabled={readOnly}
        aria-invalid={problem !== null}
        aria-label={field.label}
        style={{ width: `${Math.max(3, String(text ?? value).length) + 2.2}ch` }}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setText(null);
        }}
      />
    </label>
  );
}
