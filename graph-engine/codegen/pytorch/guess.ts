/** `infer.py` of a model that guesses hidden tokens. */
import { dataOption } from './train/main';

export const guessFile = (): string => `"""Guesses hidden tokens: \`python infer.py --text "the dog [hidden] the bird ."\`.

Without a text it hides a random token of each of some items, and prints what the model takes it
for. Writes a NumPy archive with the tokens and the probabilities at every place.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from data import HELD_OUT, SEED, SOURCES
from model import Model
from reading import load as load_data
from tokens import FIRST, HIDDEN, PADDING, SPLITS, numbers_of, plain
from weights import load

SOURCE = SOURCES[0]
#: What stands in a text for a hidden token.
MARK = "[hidden]"


def read_marked(text: str) -> Tensor:
    """The numbers of the tokens of a text in which some are hidden, (1, places)."""
    parts = [SPLITS[SOURCE.tokens](plain(part, SOURCE.lower_case)) for part in text.split(MARK)]
    # What is no token of any vocabulary holds the places of the hidden ones.
    tokens = [token for part in parts for token in ["", *part]][1:]
    numbers = numbers_of([tokens], SOURCE.vocabulary, SOURCE.places)
    for place, token in enumerate(tokens[:SOURCE.places]):
        if token == "":
            numbers[0, place] = HIDDEN
    return torch.from_numpy(numbers)


def hide_one(tokens: Tensor) -> Tensor:
    """Hides a random token of each item, (N, places)."""
    chance = torch.rand(tokens.shape, generator=torch.Generator().manual_seed(SEED))
    chosen = chance.masked_fill(tokens == PADDING, -1).argmax(-1, keepdim=True)
    return tokens.scatter(1, chosen, HIDDEN)


def word_of(number: int) -> str:
    """What a number of a token stands for."""
    known = number - FIRST
    return SOURCE.vocabulary[known] if known >= 0 else ("", "[unknown]", MARK)[number]


def told(tokens: Tensor, hidden: Tensor, probabilities: Tensor, most: int) -> str:
    """An item with its hidden tokens, and the likeliest tokens there."""
    between = " " if SOURCE.tokens == "words" else ""
    numbers = hidden.tolist()
    lines = [between.join(word_of(number) for number in numbers if number != PADDING)]
    for place in (hidden == HIDDEN).nonzero().flatten().tolist():
        best = probabilities[place].topk(min(most, probabilities.shape[-1]))
        found = zip(best.indices.tolist(), best.values.tolist())
        guesses = ", ".join(f"{word_of(number)!r} {share:.2f}" for number, share in found)
        right = int(tokens[place])
        lines.append(f"  {guesses}{'' if right == HIDDEN else f'; it was {word_of(right)!r}'}")
    return "\\n".join(lines)


@torch.no_grad()
def infer(options: argparse.Namespace) -> dict[str, np.ndarray]:
    """Arrays by name, one row for each item."""
    model = Model().eval()
    fitted = load(model, options.weights)
    if options.text:
        tokens = hidden = read_marked(options.text)
    else:
        data = load_data(SOURCES, HELD_OUT, SEED, fitted, options.data)
        rows = np.arange(min(options.items, len(data.items)))
        tokens = next(iter(data.items[[rows]].values()))
        hidden = hide_one(tokens)
    probabilities = model.guess(hidden).softmax(-1)
    for row in range(len(tokens)):
        print(told(tokens[row], hidden[row], probabilities[row], options.guesses))
    found = {"tokens": tokens, "hidden": hidden, "outputs": probabilities}
    return {name: values.numpy() for name, values in found.items()}


def main() -> None:
    """Reads the options, prints the guesses and writes the archive."""
    parser = argparse.ArgumentParser(description="Guess hidden tokens.")
    parser.add_argument("--text", help=f"a text in which {MARK} stands for each hidden token")
    parser.add_argument("--items", type=int, default=16)
    parser.add_argument("--guesses", type=int, default=3, help="of each hidden token")
${dataOption(true)}    parser.add_argument("--weights", default=str(Path(__file__).parent / "weights.safetensors"))
    parser.add_argument("--out", default=str(Path(__file__).parent / "outputs.npz"))
    options = parser.parse_args()
    np.savez(options.out, **infer(options))
    print(f"written to {options.out}")


if __name__ == "__main__":
    main()
`;
