import type { HourglassDocument, Player } from '../document/types';
import type { PlayerChange } from './build-document';

/** The document with every player changed. */
export function changePlayers(document: HourglassDocument, change: (player: Player) => PlayerChange): HourglassDocument {
  const changed = (player: Player): Player => {
    const { optimizer, ...rest } = change(player);
    return { ...player, ...rest, optimizer: { ...player.optimizer, ...optimizer } };
  };
  const players = Object.fromEntries(Object.entries(document.training.players).map(([id, player]) => [id, changed(player)]));
  return { ...document, training: { ...document.training, players } };
}
