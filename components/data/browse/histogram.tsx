/** A histogram as a picture with words: where the numbers lie, and how many of them. */
import type { Binned } from '@/graph-engine/data/facts/binned';
import styles from './browse.module.css';
import { numberText } from './cell-text';

const HEIGHT = 44;
const BAR = 6;

export function Histogram({ binned, title }: { readonly binned: Binned | null; readonly title: string }) {
  if (!binned) return <p className={styles.hint}>{title}: no numbers</p>;
  const { low, high, counts } = binned;
  const most = Math.max(...counts);
  const width = counts.length * BAR;
  const peak = low + ((counts.indexOf(most) + 0.5) * (high - low)) / counts.length;
  return (
    <figure className={styles.histogram}>
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`${title}: from ${numberText(low)} to ${numberText(high)}, most near ${numberText(Number(peak.toPrecision(3)))}`}>
        {counts.map((count, i) => {
          // What is there is seen, however rare.
          const height = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT);
          return <rect key={i} x={i * BAR} y={HEIGHT - height} width={BAR - 1} height={height} />;
        })}
      </svg>
      <span className={styles.ends} aria-hidden>
        <span>{numberText(Number(low.toPrecision(4)))}</span>
        <span>{numberText(Number(high.toPrecision(4)))}</span>
      </span>
    </figure>
  );
}
