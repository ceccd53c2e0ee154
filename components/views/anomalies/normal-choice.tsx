/** Where the Dataset does not say what is normal, and there are labels, one of them can be called so here: for the figures alone. */
import type { AnomaliesResult } from '@/graph-engine/training/anomaly/types';
import type { Labels } from '@/graph-engine/data/table';

const MOST = 60;

function highest(labels: Labels): number {
  let most = 0;
  for (const label of labels) most = Math.max(most, label);
  return most;
}

export function NormalChoice({ result: { labels, labelNames }, chosen, onChoose }: { readonly result: AnomaliesResult; readonly chosen: string; onChoose(labels: string): void }) {
  if (!labels) return null;
  const names = labelNames ?? Array.from({ length: Math.min(MOST, highest(labels) + 1) }, (_, i) => String(i));
  // Labels are parted by commas where they are told.
  const tellable = names.slice(0, MOST).filter((name) => name.trim() !== '' && !name.includes(','));
  return (
    <label title="For the figures alone: what is trained on is set at the Dataset, by “Trained on”.">
      Normal is{' '}
      <select value={chosen} onChange={(event) => onChoose(event.target.value)}>
        <option value="">not said</option>
        {tellable.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
