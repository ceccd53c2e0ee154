/** `train.py`: the players' optimisers and schedule, the loop, checkpoints, and several processes by DistributedDataParallel. */
import { mainPlayer } from '../../document/players';
import { labelsAlone } from '../../inspect/learned-labels';
import { isGame } from '../../program/is-game';
import { settledAt } from '../../program/settled';
import type { Player } from '../../document/types';
import type { Modules } from '../program/modules';
import { groupsText } from './accumulate';
import { tellsSome } from './data';
import type { ModelText } from './model';
import type { Optimizers } from './optimizers';
import { stagesText } from './stages';
import { fit, number, quote, snake } from './text';
import { trainerText } from './trainer';
import { learnText } from './learn';
import { figuresText, kMeans, mainText, objectiveText, playerLines, schedules, startLines } from './train-parts';

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
  const call = (step: string, sample: string): string => `model(**batch${model.usesSample ? `, sample=${sample}` : ''}${model.usesStep ? `, step=${step}` : ''})`;
  const main = learners.at(-1)!.id;
  const stages = stagesText(modules, model);
  const staged = stages !== null;
  const pulls = model.pulls.length > 0;
  // Where a Dataset tells the labels of some items alone.
  const tells = modules.parts.some((part) => part.isDataset && tellsSome(part)) && (staged || labelsAlone(modules.document, modules.analysis, modules.terms.map(({ node }) => node)).size > 0);
  const manner = { staged, pulls };
  const isJudged = !isGame(modules.document, builder) && modules.terms.some(({ player }) => player === mainPlayer(training).id);
  const stops = training.patience > 0 && (stages ? stages.stops : isJudged);
  const accumulates = training.accumulate > 1;
  const averages = training.averageDecay > 0;
  const divided = accumulates ? '    each //= min(ACCUMULATE, each)\n' : '';
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
${staged && model.normalises ? 'from layers import BatchNorm\n' : ''}from losses import LOSSES, UNITS${when(', Term')}${modules.metrics.length > 0 ? ', metrics' : ''}
from model import Model, Values
${optimizers.classes.length ? `from optimizers import ${optimizers.classes.map(({ name }) => name).sort().join(', ')}\n` : ''}from reading import Data, load as load_data
from tensor_file import read_safetensors
from weights import load, save, start${starts.length || staged ? ', tensors_of' : ''}

${when('', `EPOCHS = ${training.epochs}
#: A run takes at least so many steps, in more epochs where there are few items.
MIN_STEPS = ${training.minSteps}
`)}BATCH = ${training.batchSize}
#: Where results lie, from wherever the program is run.
FOLDER = Path(__file__).parent
${accumulates ? `#: Batches of an update, where there are so many: it goes by the mean of their gradients.
ACCUMULATE = ${training.accumulate}
` : ''}${averages ? `#: What an average of weights keeps with each update, at most.
AVERAGE = ${number(training.averageDecay)}
` : ''}#: Checks of the held-out loss without a new best before a run ends; 0 is off.
PATIENCE = ${stops ? training.patience : 0}
${staged ? `#: Steps between two checks at least.
CHECK_STEPS = 100
` : `#: Steps between two checks at least, and the step before which a loss still changes its meaning.
CHECK_STEPS, SETTLED = 100, ${settledAt(builder.inputs)}
`}${when('', `#: The player whose loss the run is about.
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
${pulls ? `
#: The names of the terms of each player.
TERMS = {
${learners.map(({ id }) => fit(`${quote(id)}: [${modules.terms.filter(({ player }) => player === id).map(({ name }) => quote(name)).join(', ')}],`, 4)).join('\n')}
}
${model.pulls.length > 0 && staged ? `
#: The modules with gradients that are of no loss.
PULLS = [${model.pulls.map((id) => quote(snake(modules.part(id).names.value))).join(', ')}]
` : ''}` : ''}${stages?.declarations ?? ''}

${schedule}


${objectiveText(call, manner)}

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
${staged ? '            terms = stage.counted(LOSSES[stage.players[-1]](model, values, step))' : '            terms = LOSSES[MAIN](model, values, step)'}
            loss = sum(term.weight * float(term.value) for term in terms.values())
            total += loss * len(rows[0])
            count += len(rows[0])
    loss = total / count
    if processes()[1] > 1:
        # The first process decides for all, to the last bit.
        told = torch.tensor([loss], device=device)
        dist.broadcast(told, 0)
        loss = float(told)
    return loss


${accumulates ? groupsText : `def batches(data: Data, size: int, offset: int) -> Iterator[dict[str, Tensor]]:
    """Batches without end from batch \`offset\` on, epoch after epoch."""
    each = len(data.batches(size, SEED, 0))
    epoch, skip = divmod(offset, each)
    while True:
        for place, batch in enumerate(data.batches(size, SEED, epoch)):
            if place >= skip:
                yield batch
        epoch, skip = epoch + 1, 0`}


${trainerText({ ...manner, follows: model.follows, tellsMetrics: modules.metrics.length > 0, accumulates, averages })}


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

${stages?.beginning ?? ''}${learnText({ ...manner, accumulates, averages, tells, divided })}


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
    # Every process takes as many items, and at least one.
    size = max(count, size - size % count)
    each = trained_on // size
${divided}${when(`    stages = [one for one in STAGES if options.stage in (None, one.name)]
    steps = sum(stage.length(each, options.epochs) for stage in stages)`,`    epochs = EPOCHS if options.epochs is None else options.epochs
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
        state = torch.load(options.checkpoint, map_location="cpu")
        run = Run(**state["run"])
${when(`    while run.stage < len(stages) and (options.steps is None or run.step < options.steps):
        stage = stages[run.stage]
        length = stage.length(each, options.epochs)
        if state is None and run.step == run.start:
            begin_stage(model, stage)
        trainer = Trainer(model, length, device, options.amp, stage)
        if state is not None:
            trainer.restore(state.pop("trainer"))
            state = None
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
