/** Parts of `train.py` where several batches make one update. */
import type { Needs } from './needs';

/** Beside the batches of an epoch: those of each update. */
export const groupsText = `def groups(batches: Iterable[dict[str, Tensor]], count: int) -> Iterator[list[dict[str, Tensor]]]:
    """The batches of each update, \`count\` together; what is left in the end is left out."""
    following = iter(batches)
    while len(group := list(islice(following, count))) == count:
        yield group`;

/** In place of an update of a player by one batch. */
export function updateText({ staged, pulls, follows, tellsMetrics, averages, clips, scheduled }: Needs): string {
  const values = follows || tellsMetrics || pulls ? 'values' : '_';
  // A player may have nothing left to move, or no loss.
  const careful = staged || pulls;
  const pad = careful ? '    ' : '';
  const moves = [
    ...(clips ? ['        if PLAYERS[name].clip_norm > 0:', '            nn.utils.clip_grad_norm_(self.weights[name], PLAYERS[name].clip_norm)'] : []),
    '        self.optimizers[name].step()',
    ...(scheduled ? ['        self.schedules[name].step()'] : []),
    ...(averages ? ['        self.average(name)'] : []),
  ].map((line) => `${pad}${line}\n`);
  return `    def update(
        self, name: str, batches: list[dict[str, Tensor]], step: int
    ) -> dict[str, Tensor]:
        """One update of one player by the mean gradient of some batches; tells means."""
        for player, weights in self.weights.items():
            for weight in weights:
                weight.requires_grad_(player == name)
${careful ? '        learns = name in self.optimizers\n        if learns:\n' : ''}${pad}        self.optimizers[name].zero_grad()
        told = [self.gradients(name, batch, step, len(batches)) for batch in batches]
${careful ? '        if learns:\n' : ''}${moves.join('')}        return {key: torch.stack([one[key] for one in told]).mean(0) for key in told[0]}

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
