/** `infer.py`: runs the trained model on some items. */
import { findMaskedLanguage } from '../../inspect/text/masked-language';
import type { Modules } from '../program/modules';
import { passesOf } from '../program/passes';
import type { ModelText } from './model';
import { readsLabelFiles, tokenKindsUsed } from './data';
import { guessFile } from './guess';
import { variableName } from './module';
import { dataOption, labelsOption } from './train/main';

export function inferFile(modules: Modules, model: ModelText): string {
  const hidden = findMaskedLanguage(modules.document, modules.analysis);
  if (hidden && passesOf(modules).methods.reconstruct && tokenKindsUsed(modules).length === 1 && modules.parts.filter(({ isDataset }) => isDataset).length === 1) return guessFile();
  const { roles } = modules;
  const data = roles.data && modules.variable(roles.data.tap);
  const output = roles.output && modules.variable(roles.output.tap);
  const code = roles.code && modules.variable(roles.code.tap);
  const datasets = modules.parts.filter(({ isDataset }) => isDataset);
  const labels = readsLabelFiles(modules);
  const place = data ? datasets.findIndex(({ id }) => id === data.node) : 0;
  const isData = output?.type?.tag === 'data';
  const logits = output?.type?.tag === 'logits';
  const bce = modules.parts.some(({ node }) => node.kind === 'loss' && node.params['kind'] === 'binary-cross-entropy');
  const probabilities = logits ? `values.${variableName(output!)}.${bce ? 'sigmoid()' : 'softmax(-1)'}` : output ? `values.${variableName(output)}` : '';
  const lines = [
    ...(code ? [`    found["codes"] = values.${variableName(code)}.numpy()`] : []),
    ...(output ? [`    rows = ${probabilities}.numpy()`, isData || (logits && bce) ? `    found["outputs"] = undo(SOURCES[${place}], rows, data.fitted[${place}])` : '    found["outputs"] = rows'] : []),
  ];
  return `"""Runs the trained model on some items: \`python infer.py --items 16\`.

Writes a NumPy archive with${code ? ' the codes and' : ''} the outputs, in the units of the file.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from data import HELD_OUT, SEED, SOURCES
from model import Model
from reading import load as load_data${output && (isData || (logits && bce)) ? ', undo' : ''}
from weights import load


@torch.no_grad()
def infer(options: argparse.Namespace) -> dict[str, np.ndarray]:
    """Arrays by name, one row for each item."""
    model = Model().eval()
    fitted = load(model, options.weights)
    data = load_data(SOURCES, HELD_OUT, SEED, fitted, options.data${labels ? ', options.labels' : ''})
    rows = np.arange(min(options.items, len(data.items)))
    values = model(**data.items[[rows for _ in SOURCES]]${model.usesSample ? ', sample=False' : ''})
    found = {}
${lines.length ? lines.join('\n') : '    del values'}
    return found


def main() -> None:
    """Reads the options and writes the archive."""
    parser = argparse.ArgumentParser(description="Run the trained model on some items.")
    parser.add_argument("--items", type=int, default=16)
${dataOption(datasets.length === 1)}${labels ? labelsOption : ''}    parser.add_argument("--weights", default=str(Path(__file__).parent / "weights.safetensors"))
    parser.add_argument("--out", default=str(Path(__file__).parent / "outputs.npz"))
    options = parser.parse_args()
    found = infer(options)
    np.savez(options.out, **found)
    for name, array in found.items():
        print(f"{name}: {array.shape}")
    print(f"written to {options.out}")


if __name__ == "__main__":
    main()
`;
}
