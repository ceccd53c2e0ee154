/** What is left of a node from afar: its colour, its picture and its name, large. Shown by the canvas's zoom level alone. */
import { memo } from 'react';
import { useDocument } from '@/components/studio-state';
import { KindIcon } from './kind-icon';
import styles from './node-card.module.css';

/** Letters that fit into the width of a node. Cut here, since text that is clipped by the style is drawn apart from the rest. */
const room = 11;

export const NodeFar = memo(function NodeFar({ id, kind }: { readonly id: string; readonly kind: string }) {
  const name = useDocument(({ nodes }) => nodes[id]?.name ?? '');
  const letters = [...name];
  return (
    <div className={styles.far} aria-hidden>
      <KindIcon kind={kind} size={64} />
      <span>{letters.length > room ? `${letters.slice(0, room - 1).join('')}…` : name}</span>
    </div>
  );
});
