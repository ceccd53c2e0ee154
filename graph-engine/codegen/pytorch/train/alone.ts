/** The class of `train.py` that holds the model with its optimiser, and makes updates, where one player learns alone. */
import type { Player } from '../../../document/types';
import type { Optimizers } from '../optimizers';
import { fit, number, signature } from '../text';
import { averagedText, averagesStart } from './averages';
import type { Needs } from './needs';
import { asksStep } from './objective';

export function aloneText(needs: Needs, player: Player, optimizers: Optimizers, frozen: boolean): string {
  const { scheduled, follows, averages } = needs;
  // An average counts updates, which are steps.
  const step = asksStep(needs) || averages;
  const weights = frozen ? 'weights' : 'model.parameters()';
  const given = ['self', 'model: Model', ...(scheduled ? ['steps: int'] : []), 'device: str', 'amp: bool'];
  return `class Trainer:
    """The model with its optimiser${scheduled ? ' and schedule' : ''}."""

${signature('__init__', given, 'None', 4).join('\n')}
        self.model = model
        self.device = device
${frozen ? '        weights = [weight for weight in model.parameters() if weight.requires_grad]\n' : ''}${fit(`self.optimizer = ${optimizers.create(player, weights)}`, 8)}
${scheduled ? `        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: rate(step, steps)
        )
` : ''}        self.objective: nn.Module = Objective(model, amp)
        if processes()[1] > 1:
${follows ? `            # Statistics are made of all items in every process, and need no broadcast.
            self.objective = DistributedDataParallel(
                self.objective, find_unused_parameters=True, broadcast_buffers=False
            )` : `            self.objective = DistributedDataParallel(self.objective, find_unused_parameters=True)`}
${averages ? averagesStart : ''}
${updateText(needs, player, step)}
${averages ? averageText : ''}
    def state(self) -> dict[str, object]:
        """What a checkpoint holds."""
        return {
            "model": self.model.state_dict(),
${averages ? '            "averages": self.averages,\n' : ''}            "optimizer": self.optimizer.state_dict(),
${scheduled ? '            "schedule": self.schedule.state_dict(),\n' : ''}            "random": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state(self.device) if "cuda" in self.device else None,
        }

    def restore(self, state: dict[str, object]) -> None:
        """Goes on from a checkpoint."""
        self.model.load_state_dict(state["model"])
${averages ? '        for key, x in state["averages"].items():\n            self.averages[key].copy_(x)\n' : ''}        self.optimizer.load_state_dict(state["optimizer"])
${scheduled ? '        self.schedule.load_state_dict(state["schedule"])\n' : ''}        torch.set_rng_state(state["random"])
        if state["cuda"] is not None and "cuda" in self.device:
            # All processes draw the same numbers.
            torch.cuda.set_rng_state(state["cuda"], self.device)`;
}

function updateText(needs: Needs, player: Player, step: boolean): string {
  const { accumulates, scheduled, follows, followsValues, averages } = needs;
  const { clipNorm } = player;
  const steps = step ? ['step: int'] : [];
  const told = `dict[str, Tensor]`;
  const pass = `loss, told${followsValues ? ', values' : ''} = self.objective(batch${asksStep(needs) ? ', step' : ''})`;
  const follow = follows ? `        self.model.follow(${followsValues ? 'values' : ''})\n` : '';
  const move = `${clipNorm > 0 ? `        nn.utils.clip_grad_norm_(self.model.parameters(), ${number(clipNorm)})\n` : ''}        self.optimizer.step()
${scheduled ? '        self.schedule.step()\n' : ''}`;
  const average = averages ? '        self.average(step)\n' : '';
  if (!accumulates) {
    return `${signature('update', ['self', 'batch: dict[str, Tensor]', ...steps], told, 4).join('\n')}
        """One update; gives its loss with the terms."""
        batch = {name: x.to(self.device) for name, x in batch.items()}
        ${pass}
        self.optimizer.zero_grad()
        loss.backward()
${move}${follow}${average}        return told`;
  }
  return `${signature('update', ['self', 'batches: list[dict[str, Tensor]]', ...steps], told, 4).join('\n')}
        """One update by the mean gradient of some batches; tells means."""
        self.optimizer.zero_grad()
        told = [self.gradients(batch, ${asksStep(needs) ? 'step, ' : ''}len(batches)) for batch in batches]
${move}${average}        return {key: torch.stack([one[key] for one in told]).mean(0) for key in told[0]}

${signature('gradients', ['self', 'batch: dict[str, Tensor]', ...(asksStep(needs) ? steps : []), 'count: int'], told, 4).join('\n')}
        """Adds the share of one of \`count\` batches to the gradients; gives its loss and terms."""
        batch = {name: x.to(self.device) for name, x in batch.items()}
        ${pass}
        (loss / count).backward()
${follow}        return told`;
}

const averageText = `
    @torch.no_grad()
    def average(self, step: int) -> None:
        """Lets the averages follow an update (Polyak & Juditsky 1992)."""
        kept = min(AVERAGE, (1 + step) / (10 + step))
        own = self.model.state_dict()
        for key, average in self.averages.items():
            average.lerp_(own[key], 1 - kept)
${averagedText}`;
