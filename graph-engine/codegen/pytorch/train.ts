/** `train.py`: the players' optimisers and schedule, the loop, checkpoints, and several processes by DistributedDataParallel. */
import type { OptimizerSettings, Player, TrainingSettings } from '../../document/types';
import { isGame } from '../../program/is-game';
import { settledAt } from '../../program/settled';
import type { Modules } from '../program/modules';
import type { ModelText } from './model';
import { variableName } from './module';
import { fit, number, quote } from './text';

const optimizers: { readonly [K in OptimizerSettings['kind']]: (settings: OptimizerSettings) => string } = {
  sgd: ({ learningRate, momentum }) => `torch.optim.SGD(weights, lr=${number(learningRate)}${momentum > 0 ? `, momentum=${number(momentum)}` : ''})`,
  adam: ({ learningRate, beta1, beta2, epsilon }) => `torch.optim.Adam(weights, lr=${number(learningRate)}, betas=(${number(beta1)}, ${number(beta2)}), eps=${number(epsilon)})`,
  adamw: ({ learningRate, beta1, beta2, epsilon, weightDecay }) =>
    `torch.optim.AdamW(weights, lr=${number(learningRate)}, betas=(${number(beta1)}, ${number(beta2)}), eps=${number(epsilon)}, weight_decay=${number(weightDecay)})`,
  rmsprop: ({ learningRate, beta2, epsilon, momentum }) =>
    `torch.optim.RMSprop(weights, lr=${number(learningRate)}, alpha=${number(beta2)}, eps=${number(epsilon)}${momentum > 0 ? `, momentum=${number(momentum)}` : ''})`,
};
const schedules: { readonly [K in TrainingSettings['schedule']['kind']]: (warmup: number) => string } = {
  constant: () => `def rate(step: int, steps: int) -> float:
    """The learning rate stays as it is."""
    return 1.0`,
  cosine: () => `def rate(step: int, steps: int) -> float:
    """The learning rate falls to 0 along half a cosine (Loshchilov & Hutter 2017, eq. 5)."""
    return (1 + math.cos(math.pi * min(step / max(steps, 1), 1))) / 2`,
  'warmup-cosine': (warmup) => `def rate(step: int, steps: int) -> float:
    """The learning rate rises for ${warmup} steps, then falls to 0 along half a cosine."""
    if step < ${warmup}:
        return (step + 1) / ${warmup + 1}
    share = min((step - ${warmup}) / max(steps - ${warmup}, 1), 1)
    return (1 + math.cos(math.pi * share)) / 2`,
};

function playerLines(player: Player): string[] {
  const line = optimizers[player.optimizer.kind](player.optimizer);
  return [`    ${quote(player.id)}: Player(`, fit(`lambda weights: ${line},`, 8), `        clip_norm=${number(player.clipNorm)},`, `        updates=${player.updates},`, '    ),'];
}

/** What starts from data: the entries of a codebook, and statistics that copy another weight. */
function startLines(modules: Modules, model: ModelText): string[] {
  const pathOf = (name: string): string | null => model.places.find((place) => place.name === name)?.path ?? null;
  const lines: string[] = [];
  for (const { name, init } of modules.united.builder.parameters) {
    const path = pathOf(name);
    if (!path || init.kind !== 'kmeans') continue;
    const [node, port] = init.tap.split('<') as [string, string];
    const source = modules.part(node).inputs.find((input) => input.port.id === port)!.variables[0]!;
    lines.push(`    entries = tensors[${quote(path)}]`, fit(`entries.copy_(k_means(values.${variableName(source)}, len(entries)))`, 4));
  }
  for (const { name, init } of modules.united.builder.parameters) {
    const path = pathOf(name);
    const other = init.kind === 'copyOf' ? pathOf(init.parameter) : null;
    if (path && other) lines.push(fit(`tensors[${quote(path)}].copy_(tensors[${quote(other)}])`, 4));
  }
  return lines;
}
const kMeans = `def k_means(features: Tensor, clusters: int, rounds: int = 10) -> Tensor:
    """Centres of clusters of the vectors along the last axis (Lloyd 1982): (..., D) to (K, D)."""
    points = features.reshape(-1, features.shape[-1])
    centres = points[torch.linspace(0, len(points) - 1, clusters).long()]
    for _ in range(rounds):
        nearest = torch.cdist(points, centres).argmin(1)
        chosen = F.one_hot(nearest, clusters).to(points.dtype)
        sizes = chosen.sum(0).unsqueeze(1)
        centres = torch.where(sizes > 0, chosen.T @ points / sizes.clamp(min=1), centres)
    return centres`;

export function trainFile(modules: Modules, model: ModelText, hasWeights: boolean): string {
  const { training } = modules.document;
  const { builder } = modules.united.of.train;
  const learners = modules.players.filter(({ id }) => modules.united.builder.parameters.some(({ player, trainable }) => trainable && player === id));
  if (learners.length === 0) {
    return `"""There is nothing to train: every weight is frozen, or there is none."""

import sys

sys.exit("There is nothing to train: every weight is frozen, or there is none. Run infer.py.")
`;
  }
  const starts = startLines(modules, model);
  const clusters = starts.some((line) => line.includes('k_means('));
  const stops = training.patience > 0 && !isGame(modules.document, builder);
  const call = (step: string, sample: string): string => `model(**batch${model.usesSample ? `, sample=${sample}` : ''}${model.usesStep ? `, step=${step}` : ''})`;
  const main = learners.at(-1)!.id;
  const schedule = schedules[training.schedule.kind](training.schedule.warmupSteps);
  return `"""Trains the model and writes its weights.

On one machine: \`python train.py\`. On N processes, of one machine or of many:
\`torchrun --nproc-per-node=N train.py\` (DistributedDataParallel), with the losses of one.
"""

import argparse
import contextlib
import json
${schedule.includes('math.') ? 'import math\n' : ''}import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import torch
import torch.distributed as dist
${clusters ? 'import torch.nn.functional as F\n' : ''}from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from data import HELD_OUT, SEED, SOURCES
from functions import alone, processes
from losses import LOSSES, metrics
from model import Model, Values
from reading import Data, load as load_data
from tensor_file import read_safetensors
from weights import load, save, start${starts.length ? ', tensors_of' : ''}

EPOCHS = ${training.epochs}
#: A run takes at least so many steps, in more epochs where there are few items.
MIN_STEPS = ${training.minSteps}
BATCH = ${training.batchSize}
#: Checks of the held-out loss without a new best before a run ends; 0 is off.
PATIENCE = ${stops ? training.patience : 0}
#: Steps between two checks at least, and the step before which a loss still changes its meaning.
CHECK_STEPS, SETTLED = 100, ${settledAt(builder.inputs)}
#: The player whose loss the run is about.
MAIN = ${quote(main)}


class Player(NamedTuple):
    """Who learns: an optimiser, the largest norm of its gradient (0: any), updates in a step."""

    optimizer: Callable[[list[nn.Parameter]], torch.optim.Optimizer]
    clip_norm: float
    updates: int


#: In the order of their turns within a step.
PLAYERS = {
${learners.flatMap(playerLines).join('\n')}
}


${schedule}


class Objective(nn.Module):
    """Model and losses in one pass, so that DistributedDataParallel sees all of it."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, batch: dict[str, Tensor], player: str, step: float
    ) -> tuple[Tensor, dict[str, Tensor], Values]:
        """The loss of a player, with its terms and all values for those who only look."""
        model = self.model
        values = ${call('step', 'True')}
        terms = LOSSES[player](model, values, step)
        total = torch.stack([term.weight * term.value for term in terms.values()]).sum()
        told = {name: term.value.detach() for name, term in terms.items()}
        return total, told, Values(*(value.detach() for value in values))

${clusters ? `\n${kMeans}\n\n` : ''}
@torch.no_grad()
def start_from_data(model: Model, data: Data) -> None:
    """Gives first values to what starts from data${starts.length ? '' : ': nothing here'}."""
${starts.length ? `    rows = [some[:512] for some in data.training]
    count = min(len(some) for some in rows)
    batch = data.items[[some[:count] for some in rows]]
    model.eval()
    values = ${call('0', 'False')}
    tensors = tensors_of(model)
${starts.join('\n')}` : '    del model, data'}


def evaluate(model: Model, data: Data, step: float, size: int, device: str) -> float:
    """The mean loss over the held-out items, alike in every process."""
    model.eval()
    total, count = 0.0, 0
    held_out = min(len(some) for some in data.validation)
    with alone(), torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(SEED)
        for first in range(0, held_out, size):
            rows = [some[first:min(first + size, held_out)] for some in data.validation]
            batch = {name: x.to(device) for name, x in data.items[rows].items()}
            values = ${call('step', 'True')}
            terms = LOSSES[MAIN](model, values, step)
            loss = sum(term.weight * float(term.value) for term in terms.values())
            total += loss * len(rows[0])
            count += len(rows[0])
    return total / count


def batches(data: Data, size: int, offset: int) -> Iterator[dict[str, Tensor]]:
    """Batches without end from batch \`offset\` on, epoch after epoch."""
    each = len(data.batches(size, SEED, 0))
    epoch, skip = divmod(offset, each)
    while True:
        for place, batch in enumerate(data.batches(size, SEED, epoch)):
            if place >= skip:
                yield batch
        epoch, skip = epoch + 1, 0


class Trainer:
    """The model with the optimiser and the schedule of each player."""

    def __init__(self, model: Model, steps: int, device: str, amp: bool) -> None:
        self.model = model
        self.device = device
        self.amp = amp
        self.weights = {
            name: [
                weight
                for module in Model.PLAYERS[name]
                for weight in getattr(model, module).parameters()
                if weight.requires_grad
            ]
            for name in PLAYERS
        }
        self.optimizers = {
            name: player.optimizer(self.weights[name]) for name, player in PLAYERS.items()
        }
        self.schedules = {
            name: torch.optim.lr_scheduler.LambdaLR(
                self.optimizers[name], lambda step, of=steps * player.updates: rate(step, of)
            )
            for name, player in PLAYERS.items()
        }
        objective: nn.Module = Objective(model)
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
        device = self.device.split(":")[0]
        with torch.autocast(device, torch.bfloat16, enabled=self.amp):
            total, terms, values = self.objective(batch, name, step)
        self.optimizers[name].zero_grad()
        total.backward()
        if PLAYERS[name].clip_norm > 0:
            nn.utils.clip_grad_norm_(self.weights[name], PLAYERS[name].clip_norm)
        self.optimizers[name].step()
        self.schedules[name].step()
${model.follows ? '        self.model.follow(name, values)\n' : ''}        told = {**terms, f"{name} loss": total.detach()}
        return {**told, **metrics(values)} if name == MAIN else told

    def state(self) -> dict[str, object]:
        """What a checkpoint holds."""
        return {
            "model": self.model.state_dict(),
            "optimizers": {name: one.state_dict() for name, one in self.optimizers.items()},
            "schedules": {name: one.state_dict() for name, one in self.schedules.items()},
            "random": torch.get_rng_state(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Goes on from a checkpoint."""
        self.model.load_state_dict(state["model"])
        for name, one in state["optimizers"].items():
            self.optimizers[name].load_state_dict(one)
            self.schedules[name].load_state_dict(state["schedules"][name])
        torch.set_rng_state(state["random"])


def figures(told: dict[str, Tensor]) -> dict[str, float]:
    """Numbers of this step, as means over the processes."""
    _, count = processes()
    numbers = torch.stack([value.float() for value in told.values()])
    if count > 1:
        dist.all_reduce(numbers)
    return {name: float(value) / count for name, value in zip(told, numbers)}


def train(options: argparse.Namespace, device: str) -> None:
    """A whole run."""
    rank, count = processes()
    torch.manual_seed(SEED)
    known = read_safetensors(options.weights) if options.weights else {}
    data = load_data(SOURCES, HELD_OUT, SEED, known, options.data, options.labels)
    trained_on = min(len(rows) for rows in data.training)
    if trained_on < max(2, count):
        raise SystemExit(f"Training needs more items than the {trained_on} that there are")
    size = min(options.batch, trained_on)
    # Every process takes as many items.
    size -= size % count
    each = trained_on // size
    epochs = EPOCHS if options.epochs is None else options.epochs
    steps = epochs * each if options.epochs is not None else max(epochs * each, MIN_STEPS)
    end = min(steps, options.steps or steps)
    model = Model()
    if options.weights:
        load(model, options.weights)
    else:
        start(model)
        start_from_data(model, data)
    model.to(device)
    trainer = Trainer(model, steps, device, options.amp)
    step, best, since, checked = 0, (float("inf"), None), 0, 0
    checkpoint = Path(options.checkpoint)
    if options.resume:
        # A file of one's own: it holds more than weights.
        state = torch.load(checkpoint, map_location=device)
        trainer.restore(state["trainer"])
        step, best, since, checked = (state[key] for key in ("step", "best", "since", "checked"))
    feeds = {name: batches(data, size, step) for name in PLAYERS}
    ahead = {name: [next(feeds[name]) for _ in range(PLAYERS[name].updates)] for name in PLAYERS}
    log = []
    while step < end:
        began, first = time.perf_counter(), step
        model.train()
        told: dict[str, Tensor] = {}
        while step < end and (step == first or step % each != 0):
            for name, player in PLAYERS.items():
                # Each update has a batch of its own: this step's, the next one's, ...
                for batch in list(ahead[name]):
                    told.update(trainer.update(name, batch, step))
                ahead[name] = [*ahead[name][1:], next(feeds[name])]
            step += 1
        row = {"step": step, **figures(told)}
        held_out = min(len(rows) for rows in data.validation) > 0
        if held_out:
            row["held out"] = evaluate(model, data, step, size, device)
        log.append(row)
        if rank == 0:
            texts = [f"{name} {value:.6g}" for name, value in row.items() if name != "step"]
            seconds = time.perf_counter() - began
            print(f"step {step}/{end}  {'  '.join(texts)}  {seconds:.1f} s", flush=True)
        is_check = step >= SETTLED and (step == end or step - checked >= CHECK_STEPS or not checked)
        if PATIENCE > 0 and held_out and is_check:
            checked = step
            if row["held out"] < best[0]:
                weights = {name: x.clone() for name, x in model.state_dict().items()}
                best, since = (row["held out"], weights), 0
            else:
                since += 1
        if rank == 0:
            run = {"step": step, "best": best, "since": since, "checked": checked}
            part = Path(f"{checkpoint}.part")
            torch.save({"trainer": trainer.state(), **run}, part)
            os.replace(part, checkpoint)
        enough = options.epochs is not None or step >= MIN_STEPS
        if PATIENCE > 0 and since >= PATIENCE and enough:
            break
    if best[1] is not None:
        model.load_state_dict(best[1])
    if rank == 0:
        save(model, options.out, data.named(SOURCES))
        print(f"{step} steps; the weights are in {options.out}")
        if options.log:
            Path(options.log).write_text("".join(f"{json.dumps(row)}\\n" for row in log))


def main() -> None:
    """Reads the options, joins the other processes where there are some, and trains."""
    parser = argparse.ArgumentParser(description="Train the model.")
    parser.add_argument("--data", nargs="+", help="a file for each Dataset, instead of data/")
    parser.add_argument("--labels", nargs="+", help="the labels of --data, where they are needed")
    parser.add_argument("--epochs", type=int, help=f"passes over the items, instead of {EPOCHS}")
    parser.add_argument("--steps", type=int, help="ends the run early")
    parser.add_argument("--batch", type=int, default=BATCH, help="items of a step")
    parser.add_argument("--device", help="cuda, cpu, ...; by default a GPU if there is one")
    parser.add_argument("--amp", action="store_true", help="computes in bfloat16 where it can")
    parser.add_argument("--weights", help="weights to go on from, instead of random ones")
    parser.add_argument("--checkpoint", default="checkpoint.pt")
    parser.add_argument("--resume", action="store_true", help="goes on from the checkpoint")
    parser.add_argument("--out", default=${quote(hasWeights ? 'trained.safetensors' : 'weights.safetensors')})
    parser.add_argument("--log", help="writes the figures of each epoch as lines of JSON")
    options = parser.parse_args()
    device = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
    with contextlib.ExitStack() as stack:
        if int(os.environ.get("WORLD_SIZE", "1")) > 1:
            dist.init_process_group("nccl" if device.startswith("cuda") else "gloo")
            stack.callback(dist.destroy_process_group)
            if device == "cuda":
                device = f"cuda:{os.environ['LOCAL_RANK']}"
                torch.cuda.set_device(device)
        train(options, device)


if __name__ == "__main__":
    main()
`.replace('\n\n\n\n', '\n\n\n');
}
