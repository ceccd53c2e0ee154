/** Whose a node is, where several players learn. */
import { useDocument } from '@/components/studio-state';
import { playerColors } from '@/components/ui/player-colors';
import styles from './node-card.module.css';

export function PlayerDot({ id }: { readonly id: string }) {
  const training = useDocument((document) => document.training);
  const owner = useDocument(({ nodes }) => nodes[id]?.player ?? '');
  const found = playerColors(training).get(owner);
  if (!found || Object.keys(training.players).length < 2) return null;
  const text = `Player: ${found.player.name}`;
  return <span className={styles.player} style={{ background: found.color }} role="img" aria-label={text} title={text} />;
}
