/** How the threshold is set: by a share of normal rows, by false alarms a day, by the best F1, or by hand. */
'use client';
import { usualRule, type Rule } from './judging';
import styles from './anomalies.module.css';

interface ThresholdControlsProps {
  readonly rule: Rule;
  readonly threshold: number;
  /** Anomalous rows are known. */
  readonly isKnown: boolean;
  onRule(rule: Rule): void;
}
interface NumberBoxProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly suffix: string;
  onChange(value: number): void;
}
function NumberBox({ label, value, min, max, step, suffix, onChange }: NumberBoxProps) {
  return (
    <label className={styles.number}>
      <input
        type="number"
        aria-label={label}
        value={value}
        min={min}
        max={max}
        step={step}
        onChange={(event) => {
          const next = event.target.valueAsNumber;
          if (Number.isFinite(next)) onChange(Math.min(max, Math.max(min, next)));
        }}
      />
      {suffix}
    </label>
  );
}

export function ThresholdControls({ rule, threshold, isKnown, onRule }: ThresholdControlsProps) {
  const choose = (kind: string): void => {
    if (kind === 'f1') onRule({ kind });
    else if (kind === 'alarms') onRule({ kind, alarms: 10, rowsADay: 1000 });
    else if (kind === 'hand') onRule({ kind, threshold });
    else onRule(usualRule);
  };
  return (
    <div className={styles.rule}>
      <label>
        Threshold by{' '}
        <select value={rule.kind} onChange={(event) => choose(event.target.value)}>
          <option value="quantile">{isKnown ? 'normal rows below it' : 'rows below it'}</option>
          <option value="alarms">false alarms a day</option>
          {isKnown && <option value="f1">best F1</option>}
          <option value="hand">hand</option>
        </select>
      </label>
      {rule.kind === 'quantile' && <NumberBox label="Per cent of normal rows below the threshold" value={Number((100 * rule.quantile).toFixed(3))} min={0} max={100} step={0.5} suffix="%" onChange={(percent) => onRule({ ...rule, quantile: percent / 100 })} />}
      {rule.kind === 'alarms' && (
        <>
          <NumberBox label="False alarms a day" value={rule.alarms} min={0} max={1e9} suffix="of" onChange={(alarms) => onRule({ ...rule, alarms })} />
          <NumberBox label="Normal rows a day" value={rule.rowsADay} min={1} max={1e12} suffix="normal rows a day" onChange={(rowsADay) => onRule({ ...rule, rowsADay })} />
        </>
      )}
      {rule.kind === 'f1' && <span className={styles.note}>Chosen on the very rows that it is judged on: a little flattering.</span>}
      {rule.kind === 'hand' && <span className={styles.note}>Drag the line, or use the arrow keys on it.</span>}
    </div>
  );
}
