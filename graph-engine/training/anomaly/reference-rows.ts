import { Random } from '../../random/counter';
import type { Session } from '../session';
import type { ItemRows } from '../session-data';

/** More would say no more, and take longer. */
const MOST = 20_000;
const DRAW = 77;

/** Rows that were trained on, which scores and baselines are fitted to: drawn by the seed where there are many. */
export const referenceRows = ({ data, seed }: Pick<Session, 'data' | 'seed'>): ItemRows =>
  new Map([...data.trainingRows()].map(([id, indices]) => [id, indices.length <= MOST ? indices : new Random(seed, DRAW).shuffle(indices.slice()).subarray(0, MOST)]));
