/** Players: who learns what. Whose turn comes last is the one that the run is about: its loss is told as `loss`, and new nodes are its own. */
import type { KindCatalogue } from './catalogue';
import { defaultsOf } from './fields';
import { isId } from './ids';
import { optimizerFields, playerFields } from './training-fields';
import type { Player, PlayerId, TrainingSettings } from './types';

type Players = Pick<TrainingSettings, 'players'>;

/** Of a new document. */
export const firstPlayer: Player = { id: 'autoencoder', name: 'Autoencoder', order: 1, ...defaultsOf(playerFields), optimizer: defaultsOf(optimizerFields) };

/** In the order of their turns within a step. */
export const playersOf = ({ players }: Players): readonly Player[] => Object.values(players).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
export const mainPlayer = (training: Players): Player => playersOf(training).at(-1)!;
/** The first of those who play against the main one; null where it plays alone. */
export const opponentOf = (training: Players): Player | null => playersOf(training).slice(0, -1)[0] ?? null;

/** What the weighted sum of its terms is called where its terms stand beside it: no term and no metric has such a name. */
export const totalName = (training: Players, id: PlayerId): string => (id === mainPlayer(training).id ? 'loss' : `${(training.players[id]?.name ?? id).toLowerCase()} loss`);

/** Letters and digits of a name as an id that no player has yet. */
function freeId({ players }: Players, name: string): PlayerId {
  const stem = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40);
  const base = isId(stem) ? stem : 'player';
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!Object.hasOwn(players, id)) return id;
  }
}
/** One that is not there yet, whose turn comes before all others. */
export function newPlayer(training: Players, name: string): Player {
  const names = new Set(playersOf(training).map((player) => player.name));
  let free = name;
  for (let number = 2; names.has(free); number++) free = `${name} ${number}`;
  return { ...firstPlayer, id: freeId(training, free), name: free, order: playersOf(training)[0]!.order - 1 };
}

/** Whose a node of that kind is when it is added: the main player's, or, of a kind that plays against what it judges, its opponent's, who is made where there is none. */
export function playerFor(training: { players: Record<PlayerId, Player> }, kind: string, catalogue: KindCatalogue): PlayerId {
  const opponent = catalogue.node(kind)?.opponent;
  if (opponent === undefined) return mainPlayer(training).id;
  const known = opponentOf(training);
  if (known) return known.id;
  const made = newPlayer(training, opponent);
  training.players[made.id] = made;
  return made.id;
}
