/** How a node takes part, as marks: pinned to its place. */
import { Pin } from 'lucide-react';
import { useDocument } from '@/components/studio-state';
import styles from './node-card.module.css';

export function NodeStates({ id }: { readonly id: string }) {
  const pinned = useDocument(({ nodes }) => nodes[id]?.pinned ?? false);
  return (
    pinned && (
      <span className={styles.badge} data-tone="info" role="img" aria-label="Pinned" title="Pinned: it keeps its place">
        <Pin size={12} aria-hidden />
      </span>
    )
  );
}
