/** `reading.py`: reads the files that a project has, prepares items and deals them out in batches. */
import type { Modules } from '../../program/modules';
import { filesText } from './files';
import { loadText } from './load';
import { partsText } from './parts';
import { preparingText } from './prepare';
import { readsOf, when, type Reads } from './reads';
import { recordsText } from './source';

const constants = ({ arrays, tables, layouts, splits }: Reads): string => `${when(arrays, `IDX_TYPES = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
`)}${when(tables, `MISSING = set(" na n/a #n/a nan null none nil - ? missing <na>".split(" "))
`)}${when(layouts, `LAYOUTS = {
    "channels-first": (0, 2, 3, 1),
    "transposed": (0, 2, 1, 3),
    "channels-first-transposed": (0, 3, 2, 1),
}
`)}${when(splits, `PARTS = {
    **dict.fromkeys(("train", "training", "fit"), 0),
    **dict.fromkeys(("validation", "valid", "val", "dev"), 1),
}
`)}`;

export function readingFile(modules: Modules): string {
  const reads = readsOf(modules);
  const body = [recordsText(reads).trimEnd(), filesText(reads), partsText(reads), preparingText(reads), loadText(reads)].join('\n\n\n');
  const prepares = reads.arrays || reads.tables;
  return `"""Reads items from files, prepares them, and deals them out in batches."""

${when(reads.tables, 'import csv\n')}${when(reads.arrays, 'import gzip\n')}from collections.abc import Iterator
from dataclasses import dataclass${when(/\bfield\(/.test(body), ', field')}
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from functions import processes
${when(prepares, 'from prepare import PREPARATIONS, Fitted\n')}${when(reads.texts, 'from tokens import SPLITS, numbers_of, plain\n')}${when(!prepares, `
#: What items are prepared with, by name; of texts nothing.
Fitted = dict[str, np.ndarray]
`)}
${constants(reads)}${when(constants(reads) !== '', '\n')}
${body}`;
}
