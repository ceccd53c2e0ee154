/** `verify.mjs` and `verify.py`: run stored inputs through every file and print how far what comes out is from what the studio computed. */

export const verifyMjs = `// Compares the models with the studio's, on inputs and outputs that came with them. Prints the
// greatest difference of each output, relative to its greatest value above 1 (of what is in the
// units of the file: to each value, since columns differ in size), and fails where it
// is above the tolerance: node verify.mjs [tolerance]
import { existsSync, readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';

const tolerance = Number(process.argv[2] ?? 1e-5);
ort.env.logLevel = 'error';

/** The tensors of a safetensors file, by name. */
function readTensors(path) {
  const bytes = readFileSync(path);
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const entries = Object.entries(JSON.parse(bytes.subarray(8, start).toString()));
  return new Map(
    entries.map(([name, { shape, data_offsets: [from, to] }]) => {
      const values = new Float32Array(new Uint8Array(bytes.subarray(start + from, start + to)).buffer);
      return [name, { shape, values }];
    }),
  );
}

const stored = new URL('check.safetensors', import.meta.url);
if (!existsSync(stored)) {
  console.error('There is no check.safetensors: export the model with its data to have it checked.');
  process.exit(1);
}
const tensors = readTensors(stored);

/** Rows of a table are doubles, stored as two numbers whose sum they are. */
function tensor(name) {
  const { shape, values } = tensors.get(name);
  const rest = tensors.get(name + '/rest');
  return { shape, values: rest ? Float64Array.from(values, (x, i) => x + rest.values[i]) : values };
}
function input(name) {
  const { shape, values } = tensor(name);
  return new ort.Tensor(values instanceof Float64Array ? 'float64' : 'float32', values, shape);
}

/** The greatest difference, relative to the greatest value above 1, or \`each\` to its own; infinite where a number is missing or none. */
function difference(found, { shape, values }, each) {
  if (found.dims.join() !== shape.join()) return Infinity;
  const differences = values.map((x, i) => Math.abs(Number(found.data[i]) - x) / (each ? Math.max(1, Math.abs(x)) : 1));
  if (!differences.every(Number.isFinite)) return Infinity;
  const greatest = (numbers, least) => numbers.reduce((most, x) => Math.max(most, Math.abs(x)), least);
  return greatest(differences, 0) / (each ? 1 : greatest(values, 1));
}

const all = [];
for (const part of new Set([...tensors.keys()].map((name) => name.split('/')[0]))) {
  const names = (kind) => {
    const start = part + '/' + kind + '/';
    const own = [...tensors.keys()].filter((name) => name.startsWith(start) && !name.endsWith('/rest'));
    return own.map((name) => name.slice(start.length));
  };
  const session = await ort.InferenceSession.create(readFileSync(new URL(part + '.onnx', import.meta.url)));
  const inputs = names('in').map((name) => [name, input(part + '/in/' + name)]);
  const found = await session.run(Object.fromEntries(inputs));
  for (const name of names('out')) {
    all.push(difference(found[name], tensor(part + '/out/' + name), name === 'restored'));
    console.log(part + '.onnx, ' + name + ': greatest difference ' + all.at(-1).toExponential(1));
  }
}
if (!all.every((one) => one <= tolerance)) {
  console.error('This is above ' + tolerance + '.');
  process.exit(1);
}
`;

export const verifyPy = `"""Compares the models with the studio's, on inputs and outputs that came with them.

Prints the greatest difference of each output, relative to its greatest value above 1, and fails
where it is above the tolerance: python verify.py [tolerance]
"""

import json
import struct
import sys
from pathlib import Path

import numpy
import onnxruntime

FOLDER = Path(__file__).parent


def read_tensors(path: Path) -> dict[str, numpy.ndarray]:
    """The tensors of a safetensors file, by name."""
    content = path.read_bytes()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    tensors = {}
    for name, entry in json.loads(content[8:start]).items():
        begin, end = entry["data_offsets"]
        values = numpy.frombuffer(content[start + begin : start + end], "<f4")
        tensors[name] = values.reshape(entry["shape"])
    return tensors


def stored(tensors: dict[str, numpy.ndarray], name: str) -> numpy.ndarray:
    """Rows of a table are doubles, stored as two numbers whose sum they are."""
    rest = tensors.get(f"{name}/rest")
    return tensors[name] if rest is None else tensors[name].astype(numpy.float64) + rest


def main() -> None:
    """Prints the differences."""
    tolerance = float(sys.argv[1]) if len(sys.argv) > 1 else 1e-5
    file = FOLDER / "check.safetensors"
    if not file.exists():
        sys.exit(f"There is no {file.name}: export the model with its data to have it checked.")
    tensors = read_tensors(file)
    differences = []
    for part in dict.fromkeys(name.split("/")[0] for name in tensors):
        path = FOLDER / f"{part}.onnx"
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        inputs = {one.name: stored(tensors, f"{part}/in/{one.name}") for one in session.get_inputs()}
        names = [one.name for one in session.get_outputs()]
        for name, found in zip(names, session.run(names, inputs)):
            wanted = stored(tensors, f"{part}/out/{name}")
            assert found.shape == wanted.shape, f"{name} is {found.shape}, not {wanted.shape}"
            sizes = numpy.abs(wanted)
            # What is in the units of the file has columns of different sizes.
            scale = numpy.maximum(1.0, sizes) if name == "restored" else max(1.0, sizes.max())
            difference = (numpy.abs(found - wanted) / scale).max()
            print(f"{part}.onnx, {name}: greatest difference {difference:.1e}")
            differences.append(difference)
    if not all(difference <= tolerance for difference in differences):
        sys.exit(f"This is above {tolerance}.")


if __name__ == "__main__":
    main()
`;
