/** How the text of a table is read, where the reader guessed wrong: each choice reads its beginning once more. */
import type { TableOptions } from '@/graph-engine/data/formats/definition';
import styles from './wizard.module.css';

const GUESSED = '';
type Choice = readonly (readonly [string, string])[];
const delimiters: Choice = [[GUESSED, 'As guessed'], [',', 'Comma'], [';', 'Semicolon'], ['\t', 'Tab'], ['|', 'Bar'], [' ', 'Blanks']];
const headers: Choice = [[GUESSED, 'As guessed'], ['true', 'Names of columns'], ['false', 'Values']];
const encodings: Choice = [[GUESSED, 'As guessed'], ['utf-8', 'UTF-8'], ['windows-1252', 'Windows-1252 (Latin-1)'], ['utf-16', 'UTF-16']];
const decimals: Choice = [[GUESSED, 'As guessed'], ['false', 'Point'], ['true', 'Comma']];

const flag = (text: string): boolean | undefined => (text === GUESSED ? undefined : text === 'true');
const textOf = (value: boolean | undefined): string => (value === undefined ? GUESSED : String(value));

/** Without what is left to the reader. */
function said(options: { readonly [K in keyof TableOptions]: TableOptions[K] | undefined }): TableOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== GUESSED));
}

function Select({ label, choice, value, onChange }: { readonly label: string; readonly choice: Choice; readonly value: string; onChange(value: string): void }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {choice.map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

export function FileOptions({ options, disabled, onChange }: { readonly options: TableOptions; readonly disabled: boolean; onChange(options: TableOptions): void }) {
  const change = (next: Parameters<typeof said>[0]): void => onChange(said({ ...options, ...next }));
  return (
    <details className={styles.details} open={Object.keys(options).length > 0}>
      <summary>Read the file in another way</summary>
      <fieldset disabled={disabled} className={styles.fields}>
        <Select label="Cells are parted by" choice={delimiters} value={options.delimiter ?? GUESSED} onChange={(delimiter) => change({ delimiter })} />
        <Select label="First row" choice={headers} value={textOf(options.header)} onChange={(text) => change({ header: flag(text) })} />
        <Select label="Characters" choice={encodings} value={options.encoding ?? GUESSED} onChange={(encoding) => change({ encoding })} />
        <Select label="Decimals" choice={decimals} value={textOf(options.decimalComma)} onChange={(text) => change({ decimalComma: flag(text) })} />
      </fieldset>
    </details>
  );
}
