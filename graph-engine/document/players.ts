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

/** A name that none of these has, and an id from its letters and digits; a number at the end of a name that is taken counts on. */
export function nameFree(taken: Readonly<Record<string, { readonly name: string }>>, wanted: string, otherwise: string): { readonly id: string; readonly name: string } {
  const names = new Set(Object.values(taken).map(({ name }) => name));
  const [, stem = wanted, last] = /^(.*?)(?: (\d+))?$/.exec(wanted)!;
  let name = wanted;
  for (let number = Number(last ?? 1) + 1; names.has(name); number++) name = `${stem} ${number}`;
  const letters = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40);
  const base = isId(letters) ? letters : otherwise;
  let id = base;
  for (let number = 2; Object.hasOwn(taken, id); number++) id = `${base}-${number}`;
  return { id, name };
}
/** One that is not there yet, whose turn comes before all others. */
export function newPlayer(training: Players, wanted: string): Player {
  const { id, name } = nameFree(training.players, wanted, 'player');
  return { ...firstPlayer, id, name, order: playersOf(training)[0]!.order - 1 };
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
