/** What an item of recordings is: rate, bands, frames, and what becomes of longer recordings. What is said is part of the document. */
import type { SoundOptions as Options } from '@/graph-engine/data/sounds/options';
import styles from './wizard.module.css';

const RATES = [8000, 16_000, 22_050, 44_100] as const;
const BANDS = [20, 32, 40, 64, 80] as const;
const FRAMES = [16, 32, 48, 64, 96, 128, 192, 256, 384, 512] as const;

export interface SoundOptionsProps {
  readonly options: Options;
  readonly disabled: boolean;
  onChange(options: Options): void;
}
const withNow = (usual: readonly number[], now: number | undefined): readonly number[] => [...new Set([...usual, ...(now === undefined ? [] : [now])])].sort((a, b) => a - b);

export function SoundOptions({ options, disabled, onChange }: SoundOptionsProps) {
  const { rate, bands, frames, hop = 10, longer = 'cut' } = options;
  const number = (name: 'rate' | 'bands' | 'frames', title: string, usual: readonly number[], now: number | undefined, text: (value: number) => string) => (
    <label className={styles.field}>
      <span>{title}</span>
      <select aria-label={title} value={now} onChange={(event) => onChange({ [name]: Number(event.target.value) })}>
        {withNow(usual, now).map((value) => (
          <option key={value} value={value}>
            {text(value)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <fieldset className={styles.fields} disabled={disabled}>
      {number('rate', 'Rate', RATES, rate, (value) => `${value.toLocaleString('en')} Hz`)}
      {number('bands', 'Mel bands', BANDS, bands, String)}
      {number('frames', 'Length of an item', FRAMES, frames, (value) => `${value} frames (${((value * hop) / 1000).toFixed(2)} s)`)}
      <label className={styles.field}>
        <span>Longer recordings</span>
        <select aria-label="Longer recordings" value={longer} onChange={(event) => onChange({ longer: event.target.value as NonNullable<Options['longer']> })}>
          <option value="cut">lose their end</option>
          <option value="pieces">become several items</option>
        </select>
      </label>
    </fieldset>
  );
}
