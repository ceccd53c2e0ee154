/** `tensor_file.py`: reads and writes the format of the studio's weights, a header in JSON and numbers (https://github.com/huggingface/safetensors). */
export const readerFile = (): string => `"""Reads and writes safetensors: a header in JSON, then the numbers, little-endian float32."""

import json
import os
from pathlib import Path

import numpy as np
import torch
from torch import Tensor


def read_safetensors(path: str | Path) -> dict[str, Tensor]:
    """The tensors of a file by name."""
    data = Path(path).read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    tensors = {}
    for name, entry in json.loads(data[8:end]).items():
        if name == "__metadata__":
            continue
        if entry["dtype"] != "F32":
            raise ValueError(f"{path} holds {name} as {entry['dtype']}; only F32 is read")
        first, last = entry["data_offsets"]
        values = np.frombuffer(data[end + first:end + last], dtype="<f4").astype(np.float32)
        tensors[name] = torch.from_numpy(values).reshape(entry["shape"])
    return tensors


def write_safetensors(path: str | Path, tensors: dict[str, Tensor]) -> None:
    """Writes tensors beside the file and then renames, so that it is whole or not there."""
    header, numbers, end = {}, [], 0
    for name in sorted(tensors):
        values = tensors[name].detach().cpu().numpy().astype("<f4")
        start, end = end, end + values.nbytes
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [start, end]}
        numbers.append(values.tobytes())
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    part = Path(f"{path}.part")
    part.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(numbers))
    os.replace(part, path)
`;
