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
  const sign = !figure || figure.after === figure.before ? '' : figure.after < figure.before ? ' ↓' : ' ↑';
  return (
    <span className="tabular" data-testid="turn">
      <b>
        {one && <span className={styles.turn} style={{ background: one.color }} aria-hidden />}
        {one?.player.name ?? player}
      </b>
      {figure && (
        <i title="Of the same items, before the step and after it">
          {figure.name} {printLoss(figure.before)} → {printLoss(figure.after)}
          {sign}
        </i>
      )}
      {players.size > 1 && next !== player && <i className={styles.steps}>next: {players.get(next)?.player.name ?? next}</i>}
      <i className={styles.steps}>step {step.toLocaleString('en')}</i>
    </span>
  );
}
