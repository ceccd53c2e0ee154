/** One player: its name, its turn, and how it learns. */
import { ArrowUp, StepForward, Trash2 } from 'lucide-react';
import { counted } from '@/graph-engine/diagnostics/counted';
import { playersOf } from '@/graph-engine/document/players';
import type { Player } from '@/graph-engine/document/types';
import { dispatch, useDocument, useStudio } from '@/components/studio-state';
import { reportFault } from '@/components/studio-state/messages';
import { stepOf } from '@/components/training/controller';
import { isBusy, useTraining } from '@/components/training/use-training';
import { Button } from '@/components/ui/button';
import { PlayerFields, setPlayer } from './player-fields';
import styles from './inspector.module.css';
import forms from './player-form.module.css';

export function PlayerForm({ player, color }: { readonly player: Player; readonly color: string }) {
  const readOnly = useStudio(({ readOnly }) => readOnly !== null);
  const busy = useTraining(isBusy);
  const players = useDocument((document) => document.training.players);
  const count = useDocument(({ nodes }) => Object.values(nodes).filter((node) => node.player === player.id).length);
  const before = playersOf({ players });
  const place = before.indexOf(player);
  const earlier = (): void => {
    const [next, previous] = [before[place - 1]!, before[place - 2]];
    dispatch('setPlayer', { player: player.id, set: { order: previous ? (previous.order + next.order) / 2 : next.order - 1 } });
  };
  return (
    <div className={forms.player} data-testid={`player-${player.id}`} role="group" aria-label={`Player ${player.name}`}>
      <div className={forms.playerHead}>
        <span className={forms.playerDot} style={{ background: color }} aria-hidden />
        <input className={forms.playerName} aria-label="Player name" defaultValue={player.name} key={player.name} readOnly={readOnly} maxLength={200} onBlur={({ target }) => (target.value.trim() && target.value !== player.name ? setPlayer(player.id, { name: target.value.trim() }) : (target.value = player.name))} />
        <small className={styles.count}>{counted(count, 'node')}</small>
        <Button variant="quiet" size="small" disabled={busy} onClick={() => void stepOf(player.id).catch(reportFault)} aria-label={`One step of ${player.name} alone`} title="One step of this player alone; the others wait">
          <StepForward aria-hidden />
        </Button>
        <Button variant="quiet" size="small" disabled={readOnly || place === 0} onClick={earlier} aria-label={`Turn of ${player.name} earlier`} title="Its turn comes earlier in a step">
          <ArrowUp aria-hidden />
        </Button>
        <Button variant="quiet" size="small" disabled={readOnly || before.length === 1} onClick={() => dispatch('removePlayer', { player: player.id })} aria-label={`Remove ${player.name}`} title="Its nodes go to the player whose turn comes last">
          <Trash2 aria-hidden />
        </Button>
      </div>
      <PlayerFields player={player} disabled={readOnly} />
    </div>
  );
}
