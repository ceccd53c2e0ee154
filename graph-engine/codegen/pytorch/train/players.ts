/** Who learns in `train.py`, where that is not one alone. */
import type { Player } from '../../../document/types';
import type { Modules } from '../../program/modules';
import type { ModelText } from '../model';
import type { Optimizers } from '../optimizers';
import { fit, number, quote, snake } from '../text';
import { learnersOf } from './learners';
import type { Needs } from './needs';

export function playersText(modules: Modules, model: ModelText, optimizers: Optimizers, { staged, pulls, clips, updates, main }: Needs): string {
  const learners = learnersOf(modules);
  const lines = (player: Player): string[] => [
    `    ${quote(player.id)}: Player(`,
    fit(`lambda weights: ${optimizers.create(player)},`, 8),
    ...(clips ? [`        clip_norm=${number(player.clipNorm)},`] : []),
    ...(updates ? [`        updates=${player.updates},`] : []),
    '    ),',
  ];
  const terms = `
#: The names of the terms of each player.
TERMS = {
${learners.map(({ id }) => fit(`${quote(id)}: [${modules.terms.filter(({ player }) => player === id).map(({ name }) => quote(name)).join(', ')}],`, 4)).join('\n')}
}
`;
  const pulling = `
#: The modules with gradients that are of no loss.
PULLS = [${model.pulls.map((id) => quote(snake(modules.part(id).names.value))).join(', ')}]
`;
  return `${staged ? '' : `#: The player whose loss the run is about.
MAIN = ${quote(main)}
`}

class Player(NamedTuple):
    """Who learns: an optimiser${clips ? ', the largest norm of its gradient (0: any)' : ''}${updates ? ', updates in a step' : ''}."""

    optimizer: Callable[[list[nn.Parameter]], torch.optim.Optimizer]
${clips ? '    clip_norm: float\n' : ''}${updates ? '    updates: int\n' : ''}

#: In the order of their turns within a step.
PLAYERS = {
${learners.flatMap(lines).join('\n')}
}
${pulls ? `${terms}${staged ? pulling : ''}` : ''}`;
}
