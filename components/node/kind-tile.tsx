/** The picture of a node kind on a ground of its colour, which is that of the card around it. */
import { KindIcon } from './kind-icon';
import styles from './kind-tile.module.css';

export const KindTile = ({ kind, className = '' }: { readonly kind: string; readonly className?: string | undefined }) => (
  <span className={`${styles.tile} ${className}`}>
    <KindIcon kind={kind} />
  </span>
);
