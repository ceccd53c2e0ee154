/** Parts of `train.py` where several batches make one update. */
import type { TrainerOptions } from './trainer-options';

/** In place of single batches: those of each update. */
export const groupsText = `def batches(data: Data, size: int, offset: int) -> Iterator[list[dict[str, Tensor]]]:
    """The batches of updates without end from update \`offset\` on, epoch after epoch."""
    many = len(data.batches(size, SEED, 0))
    count = min(ACCUMULATE, many)
    epoch, skip = divmod(offset, many // count)
    while True:
        group: list[dict[str, Tensor]] = []
        for place, batch in enumerate(data.batches(size, SEED, epoch)):
            if place >= skip * count:
                group.append(batch)
            if len(group) == count:
                yield group
                group = []
        epoch, skip = epoch + 1, 0`;

/** In place of an update by one batch. */
export function updateText({ staged, pulls, follows, tellsMetrics, averages }: TrainerOptions): string {
  const values = follows || tellsMetrics || pulls ? 'values' : '_';
  // A player may have nothing left to move, or no loss.
  const careful = staged || pulls;
  const pad = careful ? '    ' : '';
  return `    def update(
        self, name: str, batches: list[dict[str, Tensor]], step: int
    ) -> dict[str, Tensor]:
        """One update of one player by the mean gradient of some batches; tells means."""
        for player, weights in self.weights.items():
            for weight in weights:
                weight.requires_grad_(player == name)
${careful ? '        learns = name in self.optimizers\n        if learns:\n' : ''}${pad}        self.optimizers[name].zero_grad()
        told = [self.gradients(name, batch, step, len(batches)) for batch in batches]
${careful ? '        if learns:\n' : ''}${pad}        if PLAYERS[name].clip_norm > 0:
${pad}            nn.utils.clip_grad_norm_(self.weights[name], PLAYERS[name].clip_norm)
${pad}        self.optimizers[name].step()
${pad}        self.schedules[name].step()
${averages ? `${pad}        self.average(name)\n` : ''}        return {key: torch.stack([one[key] for one in told]).mean(0) for key in told[0]}

    def gradients(
        self, name: str, batch: dict[str, Tensor], step: int, count: int
    ) -> dict[str, Tensor]:
        """Adds the share of one of \`count\` batches to the gradients; gives its terms and loss."""
        batch = {key: x.to(self.device) for key, x in batch.items()}
${careful ? `        learns = name in self.optimizers
        with torch.set_grad_enabled(learns${pulls ? ' and name in self.falling' : ''}):
            total, terms, ${values} = self.objective(batch, name, step)
        if total.requires_grad:
            (total / count).backward()
${pulls ? `        for weight, gradient in self.model.pulls(name, ${staged ? 'self.pulls, ' : ''}values) if learns else ():
            if weight.requires_grad:
                part = gradient / count
                weight.grad = part if weight.grad is None else weight.grad + part
` : ''}` : `        total, terms, ${values} = self.objective(batch, name, step)
        (total / count).backward()
`}`;
}
