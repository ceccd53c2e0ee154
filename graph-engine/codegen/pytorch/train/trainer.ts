/** The class of `train.py` that holds model, optimisers and schedules, and makes updates, where several learn or one learns in stages. */
import { updateText } from './accumulate';
import { signature } from '../text';
import { averagesStart, averagesText } from './averages';
import type { Needs } from './needs';

export function trainerText(needs: Needs): string {
  const { staged, pulls, follows, tellsMetrics, accumulates, averages, scheduled, updates } = needs;
  const when = (text: string, otherwise = ''): string => (staged ? text : otherwise);
  const values = follows || tellsMetrics || pulls ? 'values' : '_';
  return `class Trainer:
    """The model with the optimiser${scheduled ? ' and the schedule' : ''} of each player."""

${signature('__init__', ['self', 'model: Model', ...(scheduled ? ['steps: int'] : []), 'device: str', 'amp: bool', ...(staged ? ['stage: Stage'] : [])], 'None', 4).join('\n')}
        self.model = model
${when('        self.frozen = [getattr(model, module) for module in stage.frozen]\n')}        self.names = ${when('stage.players', 'list(PLAYERS)')}
        self.device = device
${when(`        for name, modules in Model.PLAYERS.items():
            for module in modules:
                learns = name in stage.players and module not in stage.frozen
                getattr(model, module).requires_grad_(learns)
`)}        self.weights = {
            name: [
                weight
                for module in Model.PLAYERS[name]
                for weight in getattr(model, module).parameters()
                if weight.requires_grad
            ]
            for name in self.names
        }
        self.optimizers = {
${when(`            name: PLAYERS[name].optimizer(weights)
            for name, weights in self.weights.items()
            if weights`, '            name: PLAYERS[name].optimizer(self.weights[name]) for name in self.names')}
        }
${pulls ? falling(staged) : ''}${scheduled ? `        self.schedules = {
            name: torch.optim.lr_scheduler.LambdaLR(
                self.optimizers[name],
                lambda step${updates ? ', of=steps * PLAYERS[name].updates: rate(step, of)' : ': rate(step, steps)'},
            )
            for name in ${when('self.optimizers', 'self.names')}
        }
` : ''}        objective: nn.Module = Objective(model, amp${when(', stage')})
        if processes()[1] > 1${when(' and self.optimizers')}:
            # Statistics are made of all items in every process, and need no broadcast.
            objective = DistributedDataParallel(
                objective, find_unused_parameters=True, broadcast_buffers=False
            )
        self.objective = objective
${averages ? averagesStart : ''}
${accumulates ? updateText(needs) : `    def update(self, name: str, batch: dict[str, Tensor], step: int) -> dict[str, Tensor]:
        """One update of one player; gives its terms and its loss."""
        for player, weights in self.weights.items():
            for weight in weights:
                weight.requires_grad_(player == name)
        batch = {key: x.to(self.device) for key, x in batch.items()}
${staged || pulls ? careful(needs, values) : `        total, terms, ${values} = self.objective(batch, name, step)
        self.optimizers[name].zero_grad()
        total.backward()
${moveText(needs, 8)}`}`}${follows ? '        self.model.follow(name, values)\n' : ''}        told = {**terms, f"{name} loss": total.detach()}${pulls ? ' if terms else {}' : ''}
${averages && !accumulates ? `        ${staged || pulls ? 'if learns:\n            ' : ''}self.average(name)\n` : ''}${tellsMetrics ? '        return {**told, **metrics(values)} if name == self.names[-1] else told' : '        return told'}
${averages ? averagesText : ''}
    def begin(self) -> None:
        """Before the steps of an epoch."""
        self.model.train()
${when('        for module in self.frozen:\n            module.eval()\n')}
    def state(self) -> dict[str, object]:
        """What a checkpoint holds."""
        return {
            "model": self.model.state_dict(),
${averages ? '            "averages": self.averages,\n' : ''}            "optimizers": {name: one.state_dict() for name, one in self.optimizers.items()},
${scheduled ? '            "schedules": {name: one.state_dict() for name, one in self.schedules.items()},\n' : ''}            "random": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state(self.device) if "cuda" in self.device else None,
        }

    def restore(self, state: dict[str, object]) -> None:
        """Goes on from a checkpoint."""
        self.model.load_state_dict(state["model"])
${averages ? '        for key, x in state["averages"].items():\n            self.averages[key].copy_(x)\n' : ''}        for name, one in state["optimizers"].items():
            self.optimizers[name].load_state_dict(one)
${scheduled ? '            self.schedules[name].load_state_dict(state["schedules"][name])\n' : ''}        torch.set_rng_state(state["random"])
        if state["cuda"] is not None and "cuda" in self.device:
            # All processes draw the same numbers.
            torch.cuda.set_rng_state(state["cuda"], self.device)`;
}

const falling = (staged: boolean): string => `${staged ? '        self.pulls = PULLS if stage.pulls is None else stage.pulls\n' : ''}        #: Players who have a loss to make small.
${staged ? `        self.falling = {
            name
            for name in self.names
            if any(stage.terms is None or term in stage.terms for term in TERMS[name])
        }` : '        self.falling = {name for name in self.names if TERMS[name]}'}
`;

/** What the optimiser of a player does with its gradients. */
const moveText = ({ clips, scheduled }: Needs, indent: number): string =>
  [
    ...(clips ? ['if PLAYERS[name].clip_norm > 0:', '    nn.utils.clip_grad_norm_(self.weights[name], PLAYERS[name].clip_norm)'] : []),
    'self.optimizers[name].step()',
    ...(scheduled ? ['self.schedules[name].step()'] : []),
  ].map((line) => `${' '.repeat(indent)}${line}\n`).join('');

/** An update where a player may have nothing left to move, or no loss. */
const careful = (needs: Needs, values: string): string => `        learns = name in self.optimizers
        with torch.set_grad_enabled(learns${needs.pulls ? ' and name in self.falling' : ''}):
            total, terms, ${values} = self.objective(batch, name, step)
        if learns:
            self.optimizers[name].zero_grad()
            if total.requires_grad:
                total.backward()
${needs.pulls ? `            for weight, gradient in self.model.pulls(name, ${needs.staged ? 'self.pulls, ' : ''}values):
                if weight.requires_grad:
                    weight.grad = gradient if weight.grad is None else weight.grad + gradient
` : ''}${moveText(needs, 12)}`;
