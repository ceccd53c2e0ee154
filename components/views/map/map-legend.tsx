/** The classes of a map: a click hides one, Shift and a click shows it alone, and pointing at one dims the others. */
import { toggled } from '@/components/ui/toggled';
import { labelColor } from '../label-colors';
import styles from './code-map.module.css';

/** Classes that are listed. */
const LISTED = 60;

interface MapLegendProps {
  readonly labels: readonly number[];
  nameOf(label: number): string;
  readonly hidden: ReadonlySet<number>;
  onHide(hidden: ReadonlySet<number>): void;
  onLight(label: number | null): void;
}
export function MapLegend({ labels, nameOf, hidden, onHide, onLight }: MapLegendProps) {
  const toggle = (label: number, alone: boolean): void => onHide(alone ? new Set(labels.filter((one) => one !== label)) : toggled(hidden, label));
  return (
    <div className={styles.legend} role="group" aria-label="Classes">
      {labels.slice(0, LISTED).map((label) => (
        <button
          key={label}
          type="button"
          aria-pressed={!hidden.has(label)}
          title={`${hidden.has(label) ? 'Show' : 'Hide'} ${nameOf(label)}; with Shift, show it alone`}
          onClick={(event) => toggle(label, event.shiftKey)}
          onPointerEnter={() => onLight(label)}
          onPointerLeave={() => onLight(null)}
          onFocus={(event) => event.currentTarget.matches(':focus-visible') && onLight(label)}
          onBlur={() => onLight(null)}
        >
          <i style={{ background: labelColor(label) }} />
          {nameOf(label)}
        </button>
      ))}
      {labels.length > LISTED && <span>and {(labels.length - LISTED).toLocaleString('en')} more</span>}
      {hidden.size > 0 && (
        <button type="button" className={styles.all} onClick={() => onHide(new Set())}>
          Show all
        </button>
      )}
    </div>
  );
}
