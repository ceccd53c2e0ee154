/** Trains a document for some steps and exports it as a PyTorch project, with inputs and outputs to check itself by. */
import { FIRST } from '../data/text/vocabulary';
import { checkValues } from '../training/check-values';
import { plainWeights } from '../training/plain-weights';
import { generatePyTorch } from '../codegen/pytorch';
import type { HourglassDocument } from '../document/types';
import { writeSafetensors } from '../runtime/safetensors';
import { analyse } from '../analysis/analyse';
import type { Builder } from '../program/builder';
import { lower } from '../program/lower';
import { gradientsOf } from '../program/optimizers/write-training-step';
import { learners, totalLoss } from '../program/train-step';
import type { ValueId } from '../program/types';
import type { Weights } from '../runtime/device';
import { runProgram, sample, useCpu } from './run-program';
import { Session } from '../training/session';
import { tablesFor, writeFiles } from './export-project';

export async function trainAndExportTo(document: HourglassDocument, folder: string, { steps = 10, tableSize = 1024 } = {}): Promise<Session> {
  const data = await tablesFor(document, tableSize);
  const session = await Session.open({ document, data });
  for (let step = 0; step < steps; step++) session.stepBlind();
  const { parameters } = await session.snapshot();
  const weights = writeSafetensors(plainWeights(parameters));
  writeFiles(folder, generatePyTorch(document, session.analysis, { weights, data, check: await checkValues(session) }).files);
  return session;
}

/** What stands for chance, so that both sides have the same. */
export const DRAWS = { randomNormal: 0.3, randomUniform: 0.6 } as const;
const BATCH = 6;
const STEP = 3;

/**
 * The losses of every player of a document and their derivatives with respect to its weights, at fixed weights and inputs: `weight/NAME`, `input/NODE.PORT`,
 * `loss/PLAYER` and `gradient/PLAYER/NAME`.
 */
export async function lossesAndGradients(document: HourglassDocument): Promise<Uint8Array> {
  await useCpu();
  const analysis = analyse(document);
  const b: Builder = lower(document, analysis, { batch: BATCH, mode: 'train' });
  b.ops.forEach((op, i) => {
    if (op.kind === 'randomNormal' || op.kind === 'randomUniform') b.ops[i] = { ...op, kind: 'constant', attrs: { shape: op.attrs['shape']!, value: DRAWS[op.kind] } };
  });
  const size = (id: ValueId): number => b.values[id]!.shape.reduce((product, n) => product * n, 1);
  const given: Record<ValueId, Float32Array> = {};
  const tensors = new Map<string, Weights>();
  const keep = (name: string, id: ValueId, data: Float32Array): void => void tensors.set(name, { shape: b.values[id]!.shape, data });
  for (const input of b.inputs) {
    given[input.value] = input.kind === 'scalar' ? Float32Array.of(input.at(STEP)) : sample(size(input.value), input.value).map((x) => Math.abs(x) / 1.4);
    const [node, port = 'data'] = input.name.split(':') as [string, string?];
    // A label is one-hot.
    if (input.kind === 'data' && port !== 'data') given[input.value] = given[input.value]!.map((_, i) => Number(i % 3 === 0));
    const type = analysis.nodes[node]?.types[port];
    // Tokens, of which some items have fewer.
    if (input.kind === 'data' && type?.tag === 'indices') {
      const places = type.shape[0]!;
      given[input.value] = given[input.value]!.map((_, i) => (i % places < 4 + (Math.floor(i / places) % 7) ? FIRST + ((i * 5) % (type.classes - FIRST)) : 0));
    }
    if (input.kind === 'data') keep(`input/${node}.${port}`, input.value, given[input.value]!);
  }
  for (const { name, value } of b.parameters) {
    const { shape } = b.values[value]!;
    const scale = 1.2 / Math.sqrt(shape.length > 1 ? shape.slice(0, -1).reduce((product, n) => product * n, 1) : 4);
    given[value] = sample(size(value), value).map((x) => (/ariance|clusterSize/.test(name) ? Math.abs(x) : x * scale));
    keep(`weight/${name}`, value, given[value]!);
  }
  for (const { id: player } of learners(document, b)) {
    const total = totalLoss(b, player) ?? b.constant(0);
    const gradients = gradientsOf(b, total, player);
    const [loss, ...found] = runProgram(b, given, [total.id, ...gradients.map(({ gradient }) => gradient.id)]);
    tensors.set(`loss/${player}`, { shape: [], data: loss! });
    gradients.forEach(({ parameter: { name, value } }, i) => keep(`gradient/${player}/${name}`, value, found[i]!));
  }
  return writeSafetensors(tensors);
}

/**
 * Compares them with those of the project in whose folder it runs; prints what differs by more than 10⁻⁴ of the greatest number of a derivative, or of all
 * derivatives (`among`): where a layer normalises what is constant, nothing but rounding is left of its own.
 */
export const gradientScript = (among: 'own' | 'all' = 'own', precision: 'single' | 'double' = 'single'): string => `import sys
from inspect import signature

import torch

torch.rand = lambda *shape, device=None: torch.full(tuple(shape[0]) if isinstance(shape[0], tuple) else shape, ${DRAWS.randomUniform})
torch.randn = lambda *shape, device=None: torch.full(tuple(shape[0]) if isinstance(shape[0], tuple) else shape, ${DRAWS.randomNormal})
torch.rand_like = lambda x: torch.full_like(x, ${DRAWS.randomUniform})
torch.randn_like = lambda x: torch.full_like(x, ${DRAWS.randomNormal})

import losses as ours
from model import Model
from tensor_file import read_safetensors
import verify
from verify import INPUTS
from weights import WEIGHTS, tensors_of

given = read_safetensors("gradients.safetensors")
${precision === 'double' ? 'torch.set_default_dtype(torch.float64)\ngiven = {name: x.double() for name, x in given.items()}\n' : ''}# Where one learns alone, its losses are called by no name and take what they need.
LOSSES = getattr(ours, "LOSSES", None) or {name[5:]: ours.losses for name in given if name.startswith("loss/")}
for player in LOSSES:
    model = Model()${precision === 'double' ? '.double()' : ''}.train()
    tensors = tensors_of(model)
    for weight in WEIGHTS:
        value = given["weight/" + weight.name]
        tensors[weight.path].data.copy_(value.permute(weight.axes) if weight.axes else value)
    inputs = {name: given[key].long() if name in getattr(verify, "TOKENS", ()) else given[key] for name, key in INPUTS.items()}
    more = {"step": ${STEP}} if "step" in Model.forward.__code__.co_varnames else {}
    values = model(**inputs, **more)
    all_given = {"model": model, "values": values, "step": ${STEP}}
    terms = LOSSES[player](**{name: all_given[name] for name in signature(LOSSES[player]).parameters})
    total = sum((term.weight * term.value for term in terms.values()), torch.zeros(()))
    wanted = given["loss/" + player]
    if not abs(total.item() - wanted.item()) <= 1e-5 * max(1, abs(wanted.item())):
        print(f"the loss of {player} is {total.item()}, not {wanted.item()}")
    if total.requires_grad:
        total.backward()
    if hasattr(model, "pulls"):
        among = [{one for one, _ in model.named_children()}] if model.pulls.__code__.co_argcount > 3 else []
        for weight, gradient in model.pulls(player, *among, values):
            weight.grad = gradient if weight.grad is None else weight.grad + gradient
    largest = max((x.abs().max().item() for name, x in given.items() if name.startswith(f"gradient/{player}/")), default=0.0)
    for weight in WEIGHTS:
        wanted = given.get(f"gradient/{player}/{weight.name}")
        if wanted is None:
            continue
        wanted = wanted.permute(weight.axes) if weight.axes else wanted
        found = tensors[weight.path].grad
        found = torch.zeros_like(wanted) if found is None else found
        error = (found - wanted).abs().max().item() / max(1, ${among === 'all' ? 'largest' : 'wanted.abs().max().item()'})
        if not error <= 1e-4:
            print(f"the derivative of {player} with respect to {weight.name} differs by {error}")
print("compared")
`;
