/** What the model makes of one item, large enough for the last row of a hall, with the item itself beside it. */
import type { ReactNode } from 'react';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { rangeOf } from '@/components/pictures/draw-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import styles from './large-picture.module.css';

/** Of the width, for the item beside its picture. */
const ASIDE = 0.3;
const GAP = 6;

interface LargePictureProps {
  readonly width: number;
  /** The item itself; none where the picture was made from a place of the code. */
  readonly original: ImageStrip | null;
  readonly made: ImageStrip;
  /** What the two are, for assistive technology. */
  readonly labels: { readonly original: string; readonly made: string };
  readonly children: ReactNode;
}

export function LargePicture({ width, original, made, labels, children }: LargePictureProps) {
  const aside = Math.round(width * ASIDE);
  const range = rangeOf((original ?? made).values);
  return (
    <div className={styles.pair}>
      <ImageGrid strip={made} columns={1} cell={width - aside - GAP} range={range} tellsContrast={false} label={labels.made} />
      <div className={styles.aside} style={{ width: aside }}>
        {original && <ImageGrid strip={original} columns={1} cell={aside} range={range} tellsContrast={false} label={labels.original} />}
        <div className={styles.words}>{children}</div>
      </div>
    </div>
  );
}
/** The squared differences of two pictures: all together, or their mean. */
export function errorBetween(one: ImageStrip, other: ImageStrip, per: 'item' | 'number'): number {
  let sum = 0;
  for (let i = 0; i < one.values.length; i++) sum += (one.values[i]! - other.values[i]!) ** 2;
  return per === 'item' ? sum : sum / one.values.length;
}
