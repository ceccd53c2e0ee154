/** A picture on a ground of the colour around it, as `--tint` says: that of a node kind, or another. */
import type { ReactNode } from 'react';
import { KindIcon } from './kind-icon';
import styles from './kind-tile.module.css';

interface Pictured {
  readonly kind: string;
  /** In place of the picture of the kind. */
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}
export const KindTile = ({ kind, children, className = '' }: Pictured) => <span className={`${styles.tile} ${className}`}>{children ?? <KindIcon kind={kind} />}</span>;
