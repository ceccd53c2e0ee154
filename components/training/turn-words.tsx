/** In slow motion: whose step was taken, what its loss was before and is after it on the same items, and who is next. */
import type { TurnTaken } from '@/graph-engine/training/turns';
import { useDocument } from '@/components/studio-state/use-studio';
import { playerColors } from '@/components/ui/player-colors';
import { printLoss } from './print';
import styles from './training-bar.module.css';

export function TurnWords({ turn: { player, figure, next }, step }: { readonly turn: TurnTaken; readonly step: number }) {
  const training = useDocument((document) => document.training);
  const players = playerColors(training);
  const one = players.get(player);
  const name = one?.player.name ?? player;
  const sign = !figure || figure.after === figure.before ? '' : figure.after < figure.before ? ' ↓' : ' ↑';
  const change = figure ? `${figure.name} ${printLoss(figure.before)} → ${printLoss(figure.after)}${sign}` : null;
  const then = players.size > 1 && next !== player ? `next: ${players.get(next)?.player.name ?? next}` : null;
  const at = `step ${step.toLocaleString('en')}`;
  return (
    <span className="tabular" title={[name, change, then, at].filter(Boolean).join(' · ')} data-testid="turn">
      <b>
        {one && <span className={styles.turn} style={{ background: one.color }} aria-hidden />}
        {name}
      </b>
      {change && (
        <i title={`${change}: of the same items, before the step and after it`}>
          {change}
        </i>
      )}
      {then && <i className={styles.steps}>{then}</i>}
      <i className={styles.steps}>{at}</i>
    </span>
  );
}
