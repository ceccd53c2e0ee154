/** The class of `train.py` that holds model, optimisers and schedules, and makes updates. */
export interface TrainerOptions {
  /** The run has stages, one of which is given. */
  readonly staged: boolean;
  /** The model has statistics that follow what passes. */
  readonly follows: boolean;
  /** Something is told beside the losses. */
  readonly tellsMetrics: boolean;
}

export function trainerText({ staged, follows, tellsMetrics }: TrainerOptions): string {
  const when = (text: string, otherwise = ''): string => (staged ? text : otherwise);
  return `class Trainer:
    """The model with the optimiser and the schedule of each player."""

    def __init__(self, model: Model, steps: int, device: str, amp: bool${when(', stage: Stage')}) -> None:
        self.model = model
${when('        self.frozen = [getattr(model, module) for module in stage.frozen]\n')}        self.names = ${when('stage.learners()', 'list(PLAYERS)')}
        self.device = device
        self.weights = {
            name: [
                weight
                for module in Model.PLAYERS[name]
${when('                if module not in stage.frozen\n')}                for weight in getattr(model, module).parameters()
                if weight.requires_grad
            ]
            for name in self.names
        }
        self.optimizers = {
            name: PLAYERS[name].optimizer(self.weights[name]) for name in self.names
        }
        self.schedules = {
            name: torch.optim.lr_scheduler.LambdaLR(
                self.optimizers[name],
                lambda step, of=steps * PLAYERS[name].updates: rate(step, of),
            )
            for name in self.names
        }
        objective: nn.Module = Objective(model, amp${when(', stage')})
        if processes()[1] > 1:
            # Statistics are made of all items in every process, and need no broadcast.
            objective = DistributedDataParallel(
                objective, find_unused_parameters=True, broadcast_buffers=False
            )
        self.objective = objective

    def update(self, name: str, batch: dict[str, Tensor], step: int) -> dict[str, Tensor]:
        """One update of one player; gives its terms and its loss."""
        for player, weights in self.weights.items():
            for weight in weights:
                weight.requires_grad_(player == name)
        batch = {key: x.to(self.device) for key, x in batch.items()}
        total, terms, ${follows || tellsMetrics ? 'values' : '_'} = self.objective(batch, name, step)
        self.optimizers[name].zero_grad()
        total.backward()
        if PLAYERS[name].clip_norm > 0:
            nn.utils.clip_grad_norm_(self.weights[name], PLAYERS[name].clip_norm)
        self.optimizers[name].step()
        self.schedules[name].step()
${follows ? '        self.model.follow(name, values)\n' : ''}        told = {**terms, f"{name} loss": total.detach()}
${tellsMetrics ? '        return {**told, **metrics(values)} if name == self.names[-1] else told' : '        return told'}

    def begin(self) -> None:
        """Before the steps of an epoch."""
        self.model.train()
${when('        for module in self.frozen:\n            module.eval()\n')}
    def state(self) -> dict[str, object]:
        """What a checkpoint holds."""
        return {
            "model": self.model.state_dict(),
            "optimizers": {name: one.state_dict() for name, one in self.optimizers.items()},
            "schedules": {name: one.state_dict() for name, one in self.schedules.items()},
            "random": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
        }

    def restore(self, state: dict[str, object]) -> None:
        """Goes on from a checkpoint."""
        self.model.load_state_dict(state["model"])
        for name, one in state["optimizers"].items():
            self.optimizers[name].load_state_dict(one)
            self.schedules[name].load_state_dict(state["schedules"][name])
        torch.set_rng_state(state["random"])
        for place, one in enumerate(state["cuda"][:torch.cuda.device_count()]):
            torch.cuda.set_rng_state(one, place)`;
}
