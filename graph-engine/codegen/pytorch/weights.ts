/** `weights.py`: where each weight of weights.safetensors is in the model, and how it starts. */
import type { Init, Parameter } from '../../program/types';
import type { Modules } from '../program/modules';
import type { WeightPlace } from './model';
import { fit, number, quote, tuple } from './text';

const starts: { readonly [K in Init['kind']]: (init: Extract<Init, { kind: K }>) => string } = {
  zeros: () => 'zeros',
  ones: () => 'ones',
  constant: ({ value }) => `constant(${number(value)})`,
  glorotUniform: ({ fanIn, fanOut }) => `glorot_uniform(${fanIn}, ${fanOut})`,
  heNormal: ({ fanIn }) => `he_normal(${fanIn})`,
  normal: ({ stddev }) => `normal(${number(stddev)})`,
  // Those wait for others: `train.py` sees to them.
  kmeans: () => 'zeros',
  copyOf: () => 'zeros',
};
const startOf = (init: Init): string => (starts[init.kind] as (init: Init) => string)(init);

const functions: Readonly<Record<string, string>> = {
  zeros: `def zeros(weight: Tensor) -> None:
    """Starts with 0."""
    nn.init.zeros_(weight)`,
  ones: `def ones(weight: Tensor) -> None:
    """Starts with 1."""
    nn.init.ones_(weight)`,
  constant: `def constant(value: float) -> Start:
    """Starts with one value everywhere."""
    return lambda weight: nn.init.constant_(weight, value)`,
  glorot_uniform: `def glorot_uniform(fan_in: int, fan_out: int) -> Start:
    """Uniform within sqrt(6 / (fan in + fan out)) (Glorot & Bengio 2010, eq. 16)."""
    reach = math.sqrt(6 / (fan_in + fan_out))
    return lambda weight: nn.init.uniform_(weight, -reach, reach)`,
  he_normal: `def he_normal(fan_in: int) -> Start:
    """Normal with variance 2 / fan in (He et al. 2015, eq. 10)."""
    return lambda weight: nn.init.normal_(weight, 0, math.sqrt(2 / fan_in))`,
  normal: `def normal(deviation: float) -> Start:
    """Normal with that standard deviation."""
    return lambda weight: nn.init.normal_(weight, 0, deviation)`,
};

export function weightsFile(modules: Modules, places: readonly WeightPlace[]): string {
  const byName = new Map<string, Parameter>(modules.united.builder.parameters.map((parameter) => [parameter.name, parameter]));
  const rows = places.map(({ name, path, axes }) => {
    const given = [quote(name), quote(path), startOf(byName.get(name)!.init), ...(axes ? [tuple(axes.map(String))] : [])];
    return fit(`Weight(${given.join(', ')}),`, 4);
  });
  const text = rows.join('\n');
  const used = Object.entries(functions).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
  return `"""The weights: where each of weights.safetensors is in the model, and how it starts."""

${used.some(([, one]) => one.includes('math.')) ? 'import math\n' : ''}from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from model import Model
from tensor_file import read_safetensors, write_safetensors

Start = Callable[[Tensor], object]


${used.map(([, one]) => one).join('\n\n\n')}


class Weight(NamedTuple):
    """A tensor of the file, and where it is in the model."""

    name: str
    path: str
    start: Start
    #: The axes of the file's tensor in the order of the model's; none where they are alike.
    axes: tuple[int, ...] = ()


WEIGHTS = [
${text}
]


def tensors_of(model: Model) -> dict[str, Tensor]:
    """Parameters and buffers by their paths."""
    return {**dict(model.named_parameters()), **dict(model.named_buffers())}


@torch.no_grad()
def start(model: Model) -> None:
    """Draws first values for all weights."""
    tensors = tensors_of(model)
    for weight in WEIGHTS:
        weight.start(tensors[weight.path])


@torch.no_grad()
def load(model: Model, path: str | Path) -> dict[str, Tensor]:
    """Puts the weights of a file into the model; gives what the file holds beside them."""
    tensors, found = tensors_of(model), read_safetensors(path)
    for weight in WEIGHTS:
        if weight.name not in found:
            raise ValueError(f"{path} does not hold {weight.name}")
        value = found.pop(weight.name)
        tensors[weight.path].copy_(value.permute(weight.axes) if weight.axes else value)
    return found


@torch.no_grad()
def save(model: Model, path: str | Path, beside: dict[str, Tensor]) -> None:
    """Writes the weights as the studio reads them, and \`beside\` with them."""
    tensors, found = tensors_of(model), dict(beside)
    for weight in WEIGHTS:
        value = tensors[weight.path]
        if not value.isfinite().all():
            raise ValueError(f"{weight.name} is not finite")
        # The way back of a permutation is the order of its axes.
        back = sorted(range(len(weight.axes)), key=weight.axes.__getitem__)
        found[weight.name] = value.permute(back) if back else value
    write_safetensors(path, found)
`;
}
