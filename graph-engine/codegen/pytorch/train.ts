/** `train.py`: the players' optimisers and schedule, the loop, checkpoints, and several processes by DistributedDataParallel. */
import { isGame } from '../../program/is-game';
import { settledAt } from '../../program/settled';
import type { Player } from '../../document/types';
import type { Modules } from '../program/modules';
import type { ModelText } from './model';
import type { Optimizers } from './optimizers';
import { fit, quote } from './text';
import { trainerText } from './trainer';
import { figuresText, kMeans, mainText, objectiveText, playerLines, schedules, stageLines, startLines } from './train-parts';

/** Those that have weights to learn, in the order of their turns. */
export const learnersOf = ({ players, united }: Modules): readonly Player[] => players.filter(({ id }) => united.builder.parameters.some(({ player, trainable }) => trainable && player === id));

export function trainFile(modules: Modules, model: ModelText, optimizers: Optimizers, hasWeights: boolean): string {
  const { training } = modules.document;
  const { builder } = modules.united.of.train;
  const learners = learnersOf(modules);
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
  const stages = stageLines(modules, model);
  const staged = stages.length > 0;
  const when = (text: string, otherwise = ''): string => (staged ? text : otherwise);
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
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import torch
import torch.distributed as dist
${clusters ? 'import torch.nn.functional as F\n' : ''}from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from data import HELD_OUT, SEED, SOURCES
from functions import alone, processes
from losses import LOSSES${modules.metrics.length > 0 ? ', metrics' : ''}
from model import Model, Values
${optimizers.classes.length ? `from optimizers import ${optimizers.classes.map(({ name }) => name).sort().join(', ')}\n` : ''}from reading import Data, load as load_data
from tensor_file import read_safetensors
from weights import load, save, start${starts.length ? ', tensors_of' : ''}

${when('', `EPOCHS = ${training.epochs}
#: A run takes at least so many steps, in more epochs where there are few items.
MIN_STEPS = ${training.minSteps}
`)}BATCH = ${training.batchSize}
#: Checks of the held-out loss without a new best before a run ends; 0 is off.
PATIENCE = ${stops ? training.patience : 0}
#: Steps between two checks at least, and the step before which a loss still changes its meaning.
CHECK_STEPS, SETTLED = 100, ${settledAt(builder.inputs)}
${when('', `#: The player whose loss the run is about.
MAIN = ${quote(main)}
`)}

class Player(NamedTuple):
    """Who learns: an optimiser, the largest norm of its gradient (0: any), updates in a step."""

    optimizer: Callable[[list[nn.Parameter]], torch.optim.Optimizer]
    clip_norm: float
    updates: int


#: In the order of their turns within a step.
PLAYERS = {
${learners.flatMap((player) => playerLines(player, optimizers.create(player))).join('\n')}
}
${when(`

class Stage(NamedTuple):
    """A part of a run: who learns what, and for how long."""

    name: str
    epochs: int
    #: Its length in steps, in place of epochs; 0 is off.
    steps: int = 0
    players: tuple[str, ...] = ()
    #: The terms that count; all where none is named.
    terms: tuple[str, ...] = ()
    #: Modules that do not learn meanwhile.
    frozen: tuple[str, ...] = ()
    #: Weights that start as copies of others, transposed or not, when the stage begins.
    copies: tuple[tuple[str, str, bool], ...] = ()

    def learners(self) -> list[str]:
        """Players that have something to make small, in the order of their turns."""
        return [name for name in PLAYERS if name in self.players and self.counted(name)]

    def counted(self, player: str) -> list[str]:
        """The terms of a player that count."""
        return [term for term in TERMS[player] if not self.terms or term in self.terms]


#: The names of the terms of each player.
TERMS = {
${learners.map(({ id }) => fit(`${quote(id)}: [${modules.terms.filter(({ player }) => player === id).map(({ name }) => quote(name)).join(', ')}],`, 4)).join('\n')}
}

STAGES = [
${stages.join('\n')}
]
`)}

${schedule}


${objectiveText(call, when)}

${clusters ? `\n${kMeans}\n\n` : ''}
${starts.length ? `@torch.no_grad()
def start_from_data(model: Model, data: Data) -> None:
    """Gives first values to what starts from data."""
${clusters ? `    rows = [some[:512] for some in data.training]
    count = min(len(some) for some in rows)
    batch = data.items[[some[:count] for some in rows]]
    model.eval()
    values = ${call('0', 'False')}
` : '    del data\n'}    tensors = tensors_of(model)
${starts.join('\n')}


` : ''}${when(`def evaluate(
    model: Model, data: Data, step: float, size: int, device: str, stage: Stage
) -> float:`, 'def evaluate(model: Model, data: Data, step: float, size: int, device: str) -> float:')}
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
            terms = LOSSES[${when('stage.learners()[-1]', 'MAIN')}](model, values, step)
${when('            terms = {name: terms[name] for name in stage.counted(stage.learners()[-1])}\n')}            loss = sum(term.weight * float(term.value) for term in terms.values())
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


${trainerText({ staged, follows: model.follows, tellsMetrics: modules.metrics.length > 0 })}


${figuresText}


@dataclass
class Run:
    """How far a run is, and its best held-out loss with the weights of then."""

    step: int = 0
    best: float = float("inf")
    weights: dict[str, Tensor] | None = None
    #: Checks since the best one, and the step of the last.
    since: int = 0
    checked: int = 0
    log: list[dict[str, float]] = field(default_factory=list)
${when(`    #: The present stage, and the step that it began with.
    stage: int = 0
    start: int = 0
`)}

${when(`@torch.no_grad()
def copy_weights(model: Model, stage: Stage) -> None:
    """Weights that start as copies of others."""
    tensors = {**dict(model.named_parameters()), **dict(model.named_buffers())}
    for source, target, transposed in stage.copies:
        tensors[target].copy_(tensors[source].T if transposed else tensors[source])


`)}def learn(
    run: Run,
    trainer: Trainer,
    data: Data,
    size: int,
    end: int,
    options: argparse.Namespace,
${when('    stage: Stage,\n')}) -> None:
    """Steps until \`end\`, or until the held-out loss falls no more; then the best weights."""
    rank, _ = processes()
    each = min(len(rows) for rows in data.training) // size
    holds_out = min(len(rows) for rows in data.validation) > 0
    feeds = {name: batches(data, size, run.step) for name in trainer.names}
    ahead = {
        name: [next(feeds[name]) for _ in range(PLAYERS[name].updates)] for name in trainer.names
    }
    while run.step < end:
        began, first = time.perf_counter(), run.step
        trainer.begin()
        told: dict[str, Tensor] = {}
        while run.step < end and (run.step == first or run.step % each != 0):
            for name in trainer.names:
                # Each update has a batch of its own: this step's, the next one's, ...
                for batch in list(ahead[name]):
                    told.update(trainer.update(name, batch, run.step${when(' - run.start')}))
                ahead[name] = [*ahead[name][1:], next(feeds[name])]
            run.step += 1
        row = {"step": run.step, **figures(told)}
        if holds_out:
            row["held out"] = evaluate(
                trainer.model, data, run.step${when(' - run.start')}, size, trainer.device${when(', stage')}
            )
        run.log.append(row)
        if rank == 0:
            texts = [f"{name} {value:.6g}" for name, value in row.items() if name != "step"]
            seconds = time.perf_counter() - began
            print(f"step {run.step}/{end}  {'  '.join(texts)}  {seconds:.1f} s", flush=True)
        due = run.step == end or run.step - run.checked >= CHECK_STEPS or not run.checked
        if PATIENCE > 0 and holds_out and due and run.step${when(' - run.start')} >= SETTLED:
            run.checked, run.since = run.step, run.since + 1
            if row["held out"] < run.best:
                run.best, run.since = row["held out"], 0
                run.weights = {name: x.clone() for name, x in trainer.model.state_dict().items()}
        if rank == 0:
            part = Path(f"{options.checkpoint}.part")
            torch.save({"trainer": trainer.state(), "run": vars(run)}, part)
            os.replace(part, options.checkpoint)
${when('        enough = True', '        enough = options.epochs is not None or run.step >= MIN_STEPS')}
        if PATIENCE > 0 and run.since >= PATIENCE and enough:
            break
    if run.weights is not None:
        trainer.model.load_state_dict(run.weights)


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
${when(`    steps = sum(stage.steps or stage.epochs * each for stage in STAGES)`,`    epochs = EPOCHS if options.epochs is None else options.epochs
    steps = epochs * each if options.epochs is not None else max(epochs * each, MIN_STEPS)`)}
    end = min(steps, options.steps or steps)
    model = Model()
    if options.weights:
        load(model, options.weights)
    else:
        start(model)
${starts.length ? '        start_from_data(model, data)\n' : ''}    model.to(device)
    run = Run()
    state = None
    if options.resume:
        # A file of one's own: it holds more than weights.
        state = torch.load(options.checkpoint, map_location="cpu")
        run = Run(**state["run"])
${when(`    while run.stage < len(STAGES) and run.step < end:
        stage = STAGES[run.stage]
        length = stage.steps or stage.epochs * each
        trainer = Trainer(model, length, device, options.amp, stage)
        if state is not None:
            trainer.restore(state.pop("trainer"))
            state = None
        elif run.step == run.start:
            copy_weights(model, stage)
        if rank == 0:
            print(f"stage {stage.name}", flush=True)
        learn(run, trainer, data, size, min(end, run.start + length), options, stage)
        run = Run(step=run.step, start=run.step, stage=run.stage + 1, log=run.log)`,
`    trainer = Trainer(model, steps, device, options.amp)
    if state is not None:
        trainer.restore(state["trainer"])
    learn(run, trainer, data, size, end, options)`)}
    if rank == 0:
        save(model, options.out, data.named(SOURCES))
        print(f"{run.step} steps; the weights are in {options.out}")
        if options.metrics:
            Path(options.metrics).write_text("".join(f"{json.dumps(row)}\\n" for row in run.log))


${mainText(hasWeights, when)}
if __name__ == "__main__":
    main()
`.replace('\n\n\n\n', '\n\n\n');
}
