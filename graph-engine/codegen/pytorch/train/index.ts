/** `train.py`: the optimisers and schedule, the loop, checkpoints, and several processes by DistributedDataParallel. Written is what the document needs. */
import type { Modules } from '../../program/modules';
import type { LossesText } from '../losses';
import type { ModelText } from '../model';
import type { Optimizers } from '../optimizers';
import { number } from '../text';
import { groupsText } from './accumulate';
import { aloneText } from './alone';
import { fromData } from './from-data';
import { batchesText, learnText } from './learn';
import { learnersOf } from './learners';
import { mainText, trainText } from './main';
import { needsOf, type Needs } from './needs';
import { evaluateText, objectiveText } from './objective';
import { playersText } from './players';
import { figuresText, runText } from './run';
import { schedules } from './schedules';
import { stagesText } from './stages';
import { trainerText } from './trainer';

export function trainFile(modules: Modules, model: ModelText, losses: LossesText, optimizers: Optimizers, hasWeights: boolean): string {
  const learners = learnersOf(modules);
  if (learners.length === 0) {
    return `"""There is nothing to train: every weight is frozen, or there is none."""

import sys

sys.exit("There is nothing to train: every weight is frozen, or there is none. Run infer.py.")
`;
  }
  const { schedule } = modules.document.training;
  const stages = stagesText(modules, model);
  const needs = needsOf(modules, model, losses, stages);
  const first = fromData(modules, model);
  const parts = [
    needs.scheduled ? schedules[schedule.kind](schedule.warmupSteps) : null,
    objectiveText(needs),
    first.text,
    needs.holdsOut ? evaluateText(needs) : null,
    needs.accumulates ? groupsText : null,
    needs.updates ? batchesText(needs) : null,
    needs.alone ? aloneText(needs, learners[0]!, optimizers, modules.parts.some(({ frozen }) => frozen)) : trainerText(needs),
    figuresText(needs),
    runText(needs),
    stages?.beginning ?? null,
    learnText(needs),
    trainText(needs, first.text),
    mainText(needs, hasWeights),
  ];
  const constants = [constantsText(modules, needs), needs.alone ? '' : playersText(modules, model, optimizers, needs), stages?.declarations ?? ''].join('');
  const body = [constants, ...parts.flatMap((part) => (part === null ? [] : [part]))].map((part) => part.trimEnd()).join('\n\n\n');
  return `"""Trains the model and writes its weights.

On one machine: \`python train.py\`. On N processes, of one machine or of many:
\`torchrun --nproc-per-node=N train.py\` (DistributedDataParallel), with the losses of one.
"""

${importsText(body, modules, model, needs, optimizers)}

${body}
`;
}

function importsText(body: string, modules: Modules, model: ModelText, needs: Needs, { classes }: Optimizers): string {
  const has = (pattern: RegExp): boolean => pattern.test(body);
  const named = (names: readonly string[]): string => names.filter((name) => has(new RegExp(`\\b${name}\\[`))).join(', ');
  const collections = named(['Callable', 'Iterable', 'Iterator']);
  const ofLosses = needs.alone ? ['UNITS', 'losses'] : ['LOSSES', 'UNITS', ...(needs.staged ? ['Term'] : [])];
  return [
    'import argparse',
    'import contextlib',
    'import json',
    ...(has(/\bmath\./) ? ['import math'] : []),
    'import os',
    'import time',
    ...(collections ? [`from collections.abc import ${collections}`] : []),
    'from dataclasses import dataclass, field',
    ...(has(/\bislice\(/) ? ['from itertools import islice'] : []),
    'from pathlib import Path',
    ...(needs.alone ? [] : ['from typing import NamedTuple']),
    '',
    'import torch',
    'import torch.distributed as dist',
    ...(has(/\bF\./) ? ['import torch.nn.functional as F'] : []),
    'from torch import Tensor, nn',
    'from torch.nn.parallel import DistributedDataParallel',
    '',
    'from data import HELD_OUT, SEED, SOURCES',
    `from functions import ${needs.holdsOut ? 'alone, ' : ''}processes`,
    ...(needs.staged && model.normalises ? ['from layers import BatchNorm'] : []),
    `from losses import ${[...ofLosses, ...(modules.metrics.length > 0 ? ['metrics'] : [])].join(', ')}`,
    'from model import Model, Values',
    ...(classes.length ? [`from optimizers import ${classes.map(({ name }) => name).sort().join(', ')}`] : []),
    'from reading import Data, load as load_data',
    'from tensor_file import read_safetensors',
    `from weights import load, save, start${has(/\btensors_of\(/) ? ', tensors_of' : ''}`,
  ].join('\n');
}

function constantsText(modules: Modules, { staged, minSteps, stops, settled, accumulates, averages }: Needs): string {
  const { training } = modules.document;
  const lines = [
    ...(staged ? [] : [`EPOCHS = ${training.epochs}`]),
    ...(minSteps > 0 ? ['#: A run takes at least so many steps, in more epochs where there are few items.', `MIN_STEPS = ${minSteps}`] : []),
    `BATCH = ${training.batchSize}`,
    ...(accumulates ? ['#: Batches of an update, where there are so many: it goes by the mean of their gradients.', `ACCUMULATE = ${training.accumulate}`] : []),
    ...(averages ? ['#: What an average of weights keeps with each update, at most.', `AVERAGE = ${number(training.averageDecay)}`] : []),
    ...(stops ? ['#: Checks of the held-out loss without a new best before a run ends, and steps between two.', `PATIENCE, CHECK_STEPS = ${training.patience}, 100`] : []),
    ...(stops && settled > 0 && !staged ? ['#: The step before which the loss still changes its meaning.', `SETTLED = ${settled}`] : []),
    '#: Where results lie, from wherever the program is run.',
    'FOLDER = Path(__file__).parent',
  ];
  return `${lines.join('\n')}\n`;
}
