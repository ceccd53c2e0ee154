/** `reading.py`: reads files, prepares items and deals them out in batches; the same in every project. */
import { batchesText, toldText } from './dealing';

export const readingFile = (): string => `"""Reads items from files, prepares them, and deals them out in batches."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from functions import processes
from prepare import PREPARATIONS, Fitted

IDX_TYPES = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
MISSING = set(" na n/a #n/a nan null none nil - ? missing <na>".split(" "))
LAYOUTS = {
    "channels-first": (0, 2, 3, 1),
    "transposed": (0, 2, 1, 3),
    "channels-first-transposed": (0, 3, 2, 1),
}
PARTS = {
    **dict.fromkeys(("train", "training", "fit"), 0),
    **dict.fromkeys(("validation", "valid", "val", "dev"), 1),
}


@dataclass
class Column:
    """A column of a table: number, category, embedded (a category at a port), label or beside."""

    name: str
    kind: str
    preparation: str = "as-is"
    names: list[str] = field(default_factory=list)
    #: What a missing number becomes: mean, median, or the mean with an indicator in the row.
    missing: str = "mean"


@dataclass
class Source:
    """Where the items of a Dataset come from, and what the model gets of them."""

    file: str
    #: What the names of fitted tensors among the weights begin with.
    prefix: str
    #: Arguments of the model, and the ports that they are.
    ports: dict[str, str]
    columns: list[Column] = field(default_factory=list)
    delimiter: str = ","
    decimal_comma: bool = False
    header: bool = True
    #: Ports of categories and groups, and their columns.
    apart: dict[str, str] = field(default_factory=dict)
    shape: tuple[int, ...] = ()
    preparation: str = "as-is"
    layout: str = "channels-last"
    #: Signed integers of the file are unsigned ones of the same bits.
    unsigned: bool = False
    #: Black and white are what the type of the file can hold, not what the items hold.
    by_type: bool = False
    labels: str = ""
    names: list[str] = field(default_factory=list)
    #: Of so many items that are trained on the label is told; 0: of all.
    labelled: int = 0
    #: Labels of the items that are trained on; all, where there are none.
    normal: list[str] = field(default_factory=list)
    test: float = 0
    split: str = "shuffled"
    split_by: str = ""


@dataclass
class Read:
    """What a file holds: numbers (n, ...), and texts of a table's columns by name."""

    values: np.ndarray
    texts: dict[str, list[str]]
    labels: list[str] | None
    #: Least and greatest number that the type of the file can hold; bytes count from 0 to 1.
    ends: tuple[float, float] = (0, 1)
    is_bytes: bool = False


def read_array(path: Path) -> np.ndarray:
    """Numbers of an IDX file, packed or not, or of a NumPy file."""
    if path.suffix == ".npy":
        return np.load(path)
    data = path.read_bytes()
    if data[:2] == b"\\x1f\\x8b":
        data = gzip.decompress(data)
    sides = data[3]
    shape = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(sides)]
    return np.frombuffer(data, IDX_TYPES[data[2]], offset=4 + 4 * sides).reshape(shape)


def read_table(source: Source, path: Path) -> Read:
    """The columns of a CSV file; a missing number is not a number."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=source.delimiter))
    header = rows[0] if source.header else [str(place) for place in range(len(rows[0]))]
    rows = rows[1:] if source.header else rows
    texts = {}
    for column in source.columns:
        if column.name not in header:
            raise ValueError(f"{path} has no column {column.name}; it has {', '.join(header)}")
        place = header.index(column.name)
        texts[column.name] = [row[place].strip() for row in rows]
    labels = next((texts[column.name] for column in source.columns if column.kind == "label"), None)
    features = [column for column in source.columns if column.kind == "number"]
    values = np.full((len(rows), len(features)), np.nan)
    for place, column in enumerate(features):
        for row, text in enumerate(texts[column.name]):
            if text.lower() not in MISSING:
                text = text.replace(",", ".") if source.decimal_comma else text
                values[row, place] = float(text)
    return Read(values, texts, labels)


def read(source: Source, path: Path, labels: Path | None) -> Read:
    """The items of a file, as the document says that it is read."""
    if source.columns:
        return read_table(source, path)
    array = read_array(path)
    if source.unsigned and array.dtype.kind == "i":
        array = array.astype(array.dtype.newbyteorder("=")).view(f"u{array.dtype.itemsize}")
    if source.layout != "channels-last" and array.ndim == 4:
        array = array.transpose(LAYOUTS[source.layout])
    # Bytes are shades from 0 to 1, unless they are nothing but 0 and 1.
    is_bytes = array.dtype == np.uint8 and array.max(initial=0) > 1
    integer = array.dtype.kind in "iu" and not is_bytes
    ends = np.iinfo(array.dtype) if integer else None
    values = array.reshape(len(array), *source.shape).astype(np.float64) / (255 if is_bytes else 1)
    codes = None
    if labels is not None and labels.exists():
        numbers = read_array(labels).astype(int)
        codes = [source.names[code] if source.names else str(code) for code in numbers]
    limits = (float(ends.min), float(ends.max)) if ends else (0.0, 1.0)
    return Read(values, {}, codes, limits, is_bytes)


def cut(rows: np.ndarray, held_out: float, test: float) -> tuple[np.ndarray, ...]:
    """Training, held-out and test rows: first what is held out, then the test, then the rest."""
    def many(share: float, most: int) -> int:
        return min(0 if share == 0 else max(1, round(len(rows) * share)), max(0, most))

    held = many(held_out, len(rows) - 1)
    judged = many(test, len(rows) - held - 1)
    return rows[held + judged:], rows[:held], rows[held:held + judged]


def deal_out(
    source: Source, found: Read, held_out: float, random: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Rows that are trained on, held out, and left for the test."""
    rows = np.arange(len(found.values))
    rest = rows[:0]
    if source.normal and found.labels is not None:
        wanted = {name.lower() for name in source.normal}
        normal = np.array([label.lower() in wanted for label in found.labels])
        rows, rest = rows[normal], rows[~normal]
    keys = found.labels if source.split == "stratified" else found.texts.get(source.split_by)
    if source.split == "shuffled" or keys is None:
        parts = cut(random.permutation(rows), held_out, source.test)
    elif source.split == "time":
        order = np.array(sorted(rows, key=lambda row: keys[row]), dtype=int)[::-1]
        train, test, validation = cut(order, source.test, held_out)
        parts = train[::-1], validation[::-1], test[::-1]
    elif source.split == "column":
        place = np.array([PARTS.get(keys[row].lower(), 2) for row in rows])
        parts = tuple(rows[place == part] for part in range(3))
    else:
        groups: dict[str, list[int]] = {}
        for row in rows:
            groups.setdefault(keys[row], []).append(int(row))
        if source.split == "group":
            names = cut(random.permutation(sorted(groups)), held_out, source.test)
            parts = tuple(
                np.array([row for name in part for row in groups[name]], int) for part in names
            )
        else:
            cuts = [
                cut(random.permutation(groups[name]), held_out, source.test)
                for name in sorted(groups)
            ]
            parts = tuple(np.concatenate(part) for part in zip(*cuts))
    return parts[0], parts[1], np.concatenate([parts[2], rest]).astype(int)


${toldText}


def fit(source: Source, found: Read, training: np.ndarray) -> Fitted:
    """What the numbers are prepared with, fitted on the training rows."""
    if not source.columns:
        values = found.values[training]
        fitted_ends = PREPARATIONS[source.preparation].fit(values)
        if set(fitted_ends) != {"low", "high"}:
            return fitted_ends
        low, high = values.min(), values.max()
        # Bytes that use less than half of what a byte can hold are stretched.
        dark = found.is_bytes and low < high <= 127.5 / 255
        first, last = found.ends if source.by_type else (low, high)
        ends = {"low": np.array([first]), "high": np.array([last])}
        return ends if source.by_type or dark else fitted_ends
    fitted: dict[str, list[float]] = {}
    numbers = [column for column in source.columns if column.kind == "number"]
    for place, column in enumerate(numbers):
        present = found.values[training, place]
        present = present[~np.isnan(present)]
        present = present if len(present) else np.zeros(1)
        fill = np.median(present) if column.missing == "median" else present.mean()
        fitted.setdefault("fill", []).append(float(fill))
        for name, value in PREPARATIONS[column.preparation].fit(present[:, None]).items():
            fitted.setdefault(name, []).append(float(value[0]))
    return {name: np.array(values) for name, values in fitted.items()}


def one_hot(texts: list[str], names: list[str], other: bool) -> np.ndarray:
    """A 1 at the place of each name; with \`other\`, behind them that of any other."""
    places = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(texts), len(names) + other))
    for row, text in enumerate(texts):
        place = places.get(text, len(names))
        if place < rows.shape[1]:
            rows[row, place] = 1
    return rows


def rows_of(source: Source, found: Read, fitted: Fitted) -> tuple[np.ndarray, np.ndarray]:
    """Prepared rows of a table, and where they were measured."""
    parts, masks, taken, number = [], [], {}, 0
    for column in source.columns:
        if column.kind == "category":
            part = one_hot(found.texts[column.name], column.names, other=True)
            parts.append(part)
            masks.append(np.ones_like(part))
        if column.kind != "number":
            continue
        values = found.values[:, number:number + 1]
        number += 1
        missing = np.isnan(values)
        own = {}
        for name in ("fill", *PREPARATIONS[column.preparation].fit(np.zeros((1, 1)))):
            own[name] = fitted[name][taken.setdefault(name, 0)]
            taken[name] += 1
        filled = np.where(missing, own["fill"], values)
        part = PREPARATIONS[column.preparation].apply(filled, own)
        if column.missing == "indicator":
            part = np.concatenate([part, missing], 1)
        parts.append(part)
        masks.append(np.broadcast_to(~missing, part.shape))
    return np.concatenate(parts, 1), np.concatenate(masks, 1)


def prepare(source: Source, found: Read, fitted: Fitted) -> dict[str, Tensor]:
    """What the model gets of each item, by the names of its arguments."""
    ports = {}
    if source.columns:
        ports["data"], ports["mask"] = rows_of(source, found, fitted)
    else:
        ports["data"] = PREPARATIONS[source.preparation].apply(found.values, fitted)
    if found.labels is not None:
        names = [column.names for column in source.columns if column.kind == "label"]
        ports["label"] = one_hot(found.labels, names[0] if names else source.names, other=False)
    for port, name in source.apart.items():
        column = next(column for column in source.columns if column.name == name)
        ports[port] = one_hot(found.texts[name], column.names, other=False)
    missing = [port for port in source.ports.values() if port not in ports]
    if missing:
        raise ValueError(f"{source.file} needs {', '.join(missing)}; give the labels as well")
    return {
        name: torch.tensor(ports[port], dtype=torch.float32)
        for name, port in source.ports.items()
    }


def undo(source: Source, rows: np.ndarray, fitted: Fitted) -> np.ndarray:
    """Prepared items, or reconstructions of them, in the units of the file."""
    if not source.columns:
        return PREPARATIONS[source.preparation].undo(rows, fitted)
    parts, at, taken = [], 0, {}
    for column in source.columns:
        if column.kind == "category":
            width = len(column.names) + 1
            parts.append(rows[:, at:at + width].argmax(1)[:, None])
            at += width
        elif column.kind == "number":
            own = {}
            for name in ("fill", *PREPARATIONS[column.preparation].fit(np.zeros((1, 1)))):
                own[name] = fitted[name][taken.setdefault(name, 0)]
                taken[name] += 1
            parts.append(PREPARATIONS[column.preparation].undo(rows[:, at:at + 1], own))
            at += 2 if column.missing == "indicator" else 1
    return np.concatenate(parts, 1)


${batchesText}


@dataclass
class Data:
    """Items with their parts, and what they were prepared with."""

    items: Items
    training: list[np.ndarray]
    validation: list[np.ndarray]
    test: list[np.ndarray]
    #: By source.
    fitted: list[Fitted]
    #: Of what is trained on, the items whose label is told.
    labelled: list[np.ndarray]
    #: Batches are made of these alone, as where nothing is learned but labels.
    alone: bool = False

    def batches(self, size: int, seed: int, epoch: int) -> DataLoader:
        """The batches of an epoch; the last, incomplete one is left out."""
        counts = [len(some) for some in self.training]
        rows = self.labelled if self.alone else self.training
        sampler = Batches(rows, counts, size, seed, epoch)
        # With a generator of its own it draws nothing from that of the model.
        own = torch.Generator()
        return DataLoader(self.items, batch_size=None, sampler=sampler, generator=own)

    def named(self, sources: list[Source]) -> dict[str, Tensor]:
        """What was fitted, under the names that it has among the weights."""
        return {
            f"{source.prefix}/{name}": torch.tensor(value, dtype=torch.float32)
            for source, fitted in zip(sources, self.fitted)
            for name, value in fitted.items()
        }


def load(
    sources: list[Source],
    held_out: float,
    seed: int,
    known: dict[str, Tensor],
    files: list[str] | None = None,
    labels: list[str] | None = None,
) -> Data:
    """Reads all sources; what \`known\` weights brought is not fitted again."""
    folder = Path(__file__).parent
    tensors, parts, all_fitted, labelled = [], [], [], []
    for place, source in enumerate(sources):
        path = Path(files[place]) if files else folder / source.file
        if not path.exists():
            raise SystemExit(f"There is no {path}: give the file of these items with --data")
        beside = folder / source.labels if source.labels and not files else None
        found = read(source, path, Path(labels[place]) if labels else beside)
        random = np.random.default_rng((seed, place))
        dealt = deal_out(source, found, held_out, random)
        prefix = f"{source.prefix}/"
        fitted = {
            name[len(prefix):]: value.double().numpy()
            for name, value in known.items()
            if name.startswith(prefix)
        }
        fitted = fitted or fit(source, found, dealt[0])
        tensors.append(prepare(source, found, fitted))
        labelled.append(dealt[0])
        if source.labelled and found.labels is not None:
            labelled[-1] = told(found.labels, dealt[0], source.labelled)
            name = next(name for name, port in source.ports.items() if port == "label")
            # A row without a 1 is no label.
            tensors[-1][name][np.setdiff1d(dealt[0], labelled[-1])] = 0
        parts.append(dealt)
        all_fitted.append(fitted)
    training, validation, test = ([part[i] for part in parts] for i in range(3))
    return Data(Items(tensors), training, validation, test, all_fitted, labelled)
`;
