/** The pattern of the names of files, with what it makes of the first of them while it is written; read with when it is left. */
import { useState } from 'react';
import { baseName } from '@/graph-engine/data/formats/base-name';
import { matchName, parsePattern } from '@/graph-engine/data/sounds/name-pattern';
import styles from './wizard.module.css';

export interface NamePatternFieldProps {
  readonly files: readonly string[];
  /** Empty where labels come from folders, or there are none. */
  readonly pattern: string;
  readonly label: string;
  readonly disabled: boolean;
  onChange(said: { readonly pattern: string; readonly label?: string }): void;
}
const SHOWN = 4;

export function NamePatternField({ files, pattern, label, disabled, onChange }: NamePatternFieldProps) {
  const [text, setText] = useState(pattern);
  const parsed = text === '' ? null : parsePattern(text);
  const fields = parsed && typeof parsed !== 'string' ? parsed.fields : [];
  const matches = parsed && typeof parsed !== 'string' ? files.map((file) => matchName(file, parsed)) : [];
  const unmatched = matches.filter((match) => match === null).length;
  const commit = (): void => {
    if (text !== pattern && fields.length > 0) onChange({ pattern: text, label: fields.includes(label) ? label : (fields.find((name) => name === 'label') ?? fields[0]!) });
  };
  return (
    <>
      <fieldset className={styles.fields} disabled={disabled}>
        <label className={styles.field}>
          <span>The names of the files are</span>
          <input
            aria-label="Pattern of the names"
            value={text}
            placeholder="{digit}_{speaker}_{take}"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
            }}
          />
        </label>
        {fields.length > 0 && (
          <label className={styles.field}>
            <span>Label</span>
            <select aria-label="Label" value={fields.includes(label) ? label : fields[0]} onChange={(event) => onChange({ pattern: text, label: event.target.value })}>
              {fields.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
      </fieldset>
      {typeof parsed === 'string' ? (
        <p className={styles.hint} role="alert">
          {parsed}
        </p>
      ) : (
        fields.length > 0 && (
          <div className={styles.matches}>
            <table aria-label="What the pattern makes of the names">
              <thead>
                <tr>
                  <th scope="col">File</th>
                  {fields.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {files.slice(0, SHOWN).map((file, i) => (
                  <tr key={file}>
                    <th scope="row">{baseName(file)}</th>
                    {fields.map((name, place) => (
                      <td key={name}>{matches[i]?.[place] ?? <i>no match</i>}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            <p className={styles.hint}>{unmatched === 0 ? `All ${files.length.toLocaleString('en')} names are of this form.` : `${unmatched.toLocaleString('en')} of ${files.length.toLocaleString('en')} names are of another form.`}</p>
          </div>
        )
      )}
    </>
  );
}
