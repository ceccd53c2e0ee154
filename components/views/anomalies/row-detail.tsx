/** One row, whole: what its score is made of, column by column; of a picture, where it is far from its reconstruction. */
import type { AnomaliesResult, AnomalyRows } from '@/graph-engine/training/anomaly/types';
import { rowParts } from '@/graph-engine/training/anomaly/types';
import { partOfStrip } from '@/graph-engine/training/image-strip';
import { rangeOf } from '@/components/pictures/draw-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import { labelText, percentText, scoreText, standouts } from './print-row';
import styles from './anomalies.module.css';
import tables from './tables.module.css';
import shown from './worst-pictures.module.css';

interface RowDetailProps {
  readonly result: AnomaliesResult;
  readonly rows: AnomalyRows;
  /** Among these rows. */
  readonly at: number;
}
const SHOWN = 40;
const partWords = { train: 'trained on', validation: 'held out', test: 'not trained on', new: 'of the file' } as const;

export function RowDetail({ result, rows, at }: RowDetailProps) {
  const item = rows.items[at]!;
  const label = labelText(result, item);
  const parts = standouts(result.names, rows, at, SHOWN);
  const most = parts[0]?.share || 1;
  return (
    <>
      <p className={styles.note}>
        Item {item}, score {scoreText(result.scores[item]!)}
        {label !== null && `, ${label}`}, {partWords[rowParts[result.parts[item]!]!]}.
      </p>
      {rows.pictures && <Pictures pictures={rows.pictures} at={at} />}
      {result.names.length > 1 && (
        <div className={tables.scroll}>
          <table className={tables.detail} aria-label={`What the score of item ${item} is made of`}>
            <thead>
              <tr>
                <th scope="col">Column</th>
                {rows.table && (
                  <>
                    <th scope="col">Value</th>
                    <th scope="col">Rebuilt</th>
                  </>
                )}
                <th scope="col">Of the score</th>
              </tr>
            </thead>
            <tbody>
              {parts.map(({ name, share, values }) => (
                <tr key={name}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  {rows.table && (
                    <>
                      <td>{values?.given}</td>
                      <td>{values?.rebuilt}</td>
                    </>
                  )}
                  <td>
                    <span className={tables.share}>
                      <i style={{ inlineSize: `${(100 * Math.max(0, share)) / most}%` }} />
                      {percentText(share)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Pictures({ pictures: { input, output }, at }: { readonly pictures: NonNullable<AnomalyRows['pictures']>; readonly at: number }) {
  const [given, rebuilt] = [partOfStrip(input, at), partOfStrip(output, at)];
  const difference = { ...given, values: given.values.map((value, i) => Math.abs(value - rebuilt.values[i]!)) };
  const range = rangeOf(given.values);
  const look = { columns: 1, cell: 104, tellsContrast: false };
  return (
    <div className={shown.pictures}>
      <figure>
        <ImageGrid strip={given} range={range} label="The picture" {...look} />
        <figcaption>Picture</figcaption>
      </figure>
      <figure>
        <ImageGrid strip={rebuilt} range={range} label="Its reconstruction" {...look} />
        <figcaption>Reconstruction</figcaption>
      </figure>
      <figure>
        <ImageGrid strip={difference} range={range} label="How far they are apart" {...look} />
        <figcaption>Difference</figcaption>
      </figure>
    </div>
  );
}
