/** What the weighted sum of a player's terms is called where its terms stand beside it: no term and no metric has such a name. */
import type { Player } from './types';

export const totalNames = { autoencoder: 'loss', critic: 'critic loss' } as const satisfies Record<Player, string>;
