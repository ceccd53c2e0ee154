/** `verify.py`: runs stored inputs and prints how far what comes out is from what the studio computed. */
import { checkedTaps, type Modules } from '../program/modules';
import { variableName } from './module';
import { fit, quote } from './text';

export function verifyFile(modules: Modules, usesSample: boolean): string {
  const data = modules.variables.filter(({ isDataset }) => isDataset);
  const inputs = data.map((variable) => fit(`${quote(variableName(variable))}: ${quote(`input/${variable.node}.${variable.port}`)},`, 4));
  const tokens = data.filter(({ type }) => type?.tag === 'indices').map((variable) => quote(variableName(variable)));
  const given = 'name: stored[key] for name, key in INPUTS.items()';
  const outputs = checkedTaps(modules).map((tap) => fit(`${quote(`output/${tap}`)}: ${quote(variableName(modules.variable(tap)))},`, 4));
  return `"""Compares this model with the studio's, on inputs and outputs that came with the project.

Prints the greatest difference, and fails where it is above the tolerance.
"""

import argparse
import sys
from pathlib import Path

import torch

from model import Model
from tensor_file import read_safetensors
from weights import load

#: Arguments of the model, and the tensors of the file that they get.
INPUTS = {
${inputs.join('\n')}
}
#: Tensors of the file, and the values of the model that they should be.
OUTPUTS = {
${outputs.join('\n')}
}
${tokens.length ? `#: Arguments that are whole numbers.
TOKENS = {${tokens.join(', ')}}
` : ''}

def differences(folder: Path) -> dict[str, float]:
    """The greatest difference of each output, relative to its greatest value above 1."""
    model = Model().eval()
    load(model, folder / "weights.safetensors")
    stored = read_safetensors(folder / "check.safetensors")
${tokens.length ? `    inputs = {${given}}
    inputs.update({name: inputs[name].long() for name in TOKENS})
` : ''}    with torch.no_grad():
        values = model(**${tokens.length ? 'inputs' : `{${given}}`}${usesSample ? ', sample=False' : ''})
    found = {}
    for key, name in OUTPUTS.items():
        wanted = stored[key]
        error = (getattr(values, name).reshape(wanted.shape) - wanted).abs().max()
        found[name] = (error / wanted.abs().max().clamp(min=1)).item()
    return found


def main() -> None:
    """Prints the differences."""
    parser = argparse.ArgumentParser(description="Compare this model with the studio's.")
    parser.add_argument("--tolerance", type=float, default=1e-5)
    tolerance = parser.parse_args().tolerance
    folder = Path(__file__).parent
    for name in ("weights.safetensors", "check.safetensors"):
        if not (folder / name).exists():
            sys.exit(f"There is no {name}: export the model with its weights to have it checked.")
    found = differences(folder)
    for name, difference in found.items():
        print(f"{name}: greatest difference {difference:.1e}")
    if not all(difference <= tolerance for difference in found.values()):
        sys.exit(f"This is above {tolerance:.0e}.")


if __name__ == "__main__":
    main()
`;
}
