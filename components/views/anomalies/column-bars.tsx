/** Which columns make the errors: the mean share of each, of normal rows and of the others. */
import type { AnomaliesResult } from '@/graph-engine/training/anomaly/types';
import { scoreText } from './print-row';
import tables from './tables.module.css';
import shown from './worst-pictures.module.css';

const SHOWN = 40;

export function ColumnBars({ names, means: { normal, anomalous } }: Pick<AnomaliesResult, 'names' | 'means'>) {
  const by = anomalous ?? normal;
  const order = Array.from(names.keys()).toSorted((a, b) => by[b]! - by[a]!).slice(0, SHOWN);
  const most = Math.max(1e-12, ...normal, ...(anomalous ?? []));
  const length = (value: number): string => `${(100 * Math.max(0, value)) / most}%`;
  return (
    <div className={tables.scroll}>
      <ul className={shown.bars}>
        {order.map((column) => (
          <li key={names[column]} title={`${names[column]!}: ${scoreText(normal[column]!)}${anomalous ? ` in normal rows, ${scoreText(anomalous[column]!)} in anomalous ones` : ''}`}>
            <span>{names[column]}</span>
            <span aria-hidden>
              <i data-class="normal" style={{ inlineSize: length(normal[column]!) }} />
              {anomalous && <i data-class="anomalous" style={{ inlineSize: length(anomalous[column]!) }} />}
            </span>
            <small>{scoreText((anomalous ?? normal)[column]!)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
