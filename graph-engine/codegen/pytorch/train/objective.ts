/** A pass through model and losses in `train.py`, and the held-out loss. */
import type { Needs } from './needs';
import { signature } from '../text';

/** How the losses of one who is alone are called. */
const lossesCall = (model: string, { lossModel, lossSteps }: Needs): string => `losses(${[...(lossModel ? [model] : []), 'values', ...(lossSteps ? ['step'] : [])].join(', ')})`;
/** Whether the pass of one who is alone has to know the step. */
export const asksStep = ({ modelSteps, lossSteps }: Needs): boolean => modelSteps || lossSteps;

export const objectiveText = (needs: Needs): string => (needs.alone ? ofOne(needs) : ofPlayers(needs));

function ofOne(needs: Needs): string {
  const { modelSteps, tellsMetrics, followsValues, pulls } = needs;
  if (pulls) throw new Error('internal: one who learns alone has a loss');
  const results = ['Tensor', 'dict[str, Tensor]', ...(followsValues ? ['Values'] : [])];
  return `class Objective(nn.Module):
    """Model and losses in one pass, so that DistributedDataParallel sees all of it."""

    def __init__(self, model: Model, amp: bool) -> None:
        super().__init__()
        self.model = model
        self.amp = amp

${signature('forward', ['self', 'batch: dict[str, Tensor]', ...(asksStep(needs) ? ['step: float'] : [])], `tuple[${results.join(', ')}]`, 4).join('\n')}
        """The loss of a batch, and the figures that are told of it${followsValues ? ', and its values' : ''}."""
        device = next(iter(batch.values())).device.type
        with torch.autocast(device, torch.bfloat16, enabled=self.amp):
            values = self.model(**batch${modelSteps ? ', step=step' : ''})
        # Losses${tellsMetrics || followsValues ? ' and statistics' : ''} are made in full precision.
        values = Values(*(x.float() if x.is_floating_point() else x for x in values))
        terms = ${lossesCall('self.model', needs)}
        loss = torch.stack([term.weight * term.value for term in terms.values()]).sum()
        told = {"loss": loss, **{name: term.value for name, term in terms.items()}}
${tellsMetrics ? '        told.update(metrics(values))\n' : ''}        told = {name: value.detach() for name, value in told.items()}
        return loss, told${followsValues ? ', Values(*(value.detach() for value in values))' : ''}`;
}

const ofPlayers = ({ staged, pulls, samples, modelSteps }: Needs): string => `class Objective(nn.Module):
    """Model and losses in one pass, so that DistributedDataParallel sees all of it."""

    def __init__(self, model: Model, amp: bool${staged ? ', stage: Stage' : ''}) -> None:
        super().__init__()
        self.model = model
        self.amp = amp
${staged ? '        self.stage = stage\n' : ''}
    def forward(
        self, batch: dict[str, Tensor], player: str, step: float
    ) -> tuple[Tensor, dict[str, Tensor], Values]:
        """The loss of a player, with its terms and all values for those who only look."""
        model = self.model
        device = next(iter(batch.values())).device.type
        with torch.autocast(device, torch.bfloat16, enabled=self.amp):
            values = model(**batch${samples ? ', sample=True' : ''}${modelSteps ? ', step=step' : ''})
        # Losses and statistics are made in full precision.
        values = Values(*(x.float() if x.is_floating_point() else x for x in values))
        terms = LOSSES[player](model, values, step)
${staged ? '        terms = self.stage.counted(terms)\n' : ''}${pulls ? `        weighted = [term.weight * term.value for term in terms.values()]
        total = torch.stack(weighted).sum() if weighted else torch.zeros((), device=device)
` : '        total = torch.stack([term.weight * term.value for term in terms.values()]).sum()\n'}        told = {name: term.value.detach() for name, term in terms.items()}
        return total, told, Values(*(value.detach() for value in values))`;

/** The mean over items that are held out. */
export function evaluateText(needs: Needs): string {
  const { alone, staged, samples, modelSteps, oneSource } = needs;
  const step = !alone || asksStep(needs);
  const terms = alone ? lossesCall('model', needs) : staged ? 'stage.counted(LOSSES[stage.players[-1]](model, values, step))' : 'LOSSES[MAIN](model, values, step)';
  return `${signature('evaluate', ['model: Model', 'data: Data', ...(step ? ['step: float'] : []), 'size: int', 'device: str', ...(staged ? ['stage: Stage'] : [])], 'float', 0).join('\n')}
    """The mean loss over the held-out items, alike in every process."""
    model.eval()
    total = 0.0
    ${oneSource ? 'held_out = data.validation[0]' : 'count = min(len(some) for some in data.validation)'}
    with alone(), torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(SEED)
        for first in range(0, ${oneSource ? 'len(held_out)' : 'count'}, size):
            ${oneSource ? 'rows = held_out[first:first + size]' : 'rows = [some[first:min(first + size, count)] for some in data.validation]'}
            batch = {name: x.to(device) for name, x in data.items[${oneSource ? '[rows]' : 'rows'}].items()}
            values = model(**batch${samples && !alone ? ', sample=True' : ''}${modelSteps ? ', step=step' : ''})
            terms = ${terms}
            loss = sum(term.weight * float(term.value) for term in terms.values())
            total += loss * len(${oneSource ? 'rows' : 'rows[0]'})
    loss = total / ${oneSource ? 'len(held_out)' : 'count'}
    if processes()[1] > 1:
        # The first process decides for all, to the last bit.
        told = torch.tensor([loss], device=device)
        dist.broadcast(told, 0)
        loss = float(told)
    return loss`;
}
