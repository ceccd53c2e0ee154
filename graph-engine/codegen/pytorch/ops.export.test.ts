/** The table of operations: every case of every operation, and every template's program with its derivatives, in PyTorch beside our own executors. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { templates, type TemplateId } from '@/templates/registry';
import { analyse } from '../../analysis/analyse';
import { derive } from '../../program/backward';
import { Builder } from '../../program/builder';
import { lower } from '../../program/lower';
import { opOf } from '../../program/ops';
import { totalLoss } from '../../program/train-step';
import type { ValueId } from '../../program/types';
import type { Weights } from '../../runtime/device';
import { writeSafetensors } from '../../runtime/safetensors';
import { opCases } from '../../testing/op-cases';
import { python, pythonFolder, runPython } from '../../testing/python';
import { runProgram, sample, useCpu } from '../../testing/run-program';
import { grow, type Grown } from '../program/growth';
import { writeWhole } from '../program/whole';
import { python as language } from './ops';
import { fit } from './text';
import { helpers, helpersIn, pythonFile } from './helpers';
import { functionText } from './functions';
import { readerFile } from './reader';

const BATCH = 5;
const folder = pythonFolder();
afterAll(() => folder.remove());
const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

const drawsOf = (b: Builder): ValueId[] => b.ops.filter(({ kind }) => kind.startsWith('random')).map(({ output }) => output);
/** Of what a program is given; its operations may have other numbers for another batch size. */
function namesOf(b: Builder): Map<ValueId, string> {
  return new Map([...b.inputs.map(({ value }, i) => [value, `input_${i}`] as const), ...b.parameters.map(({ value }, i) => [value, `parameter_${i}`] as const), ...drawsOf(b).map((value, i) => [value, `draw_${i}`] as const)]);
}

/** A function `name(given)` of tensors by name that gives a dictionary of results. */
function asFunction(name: string, grown: Grown, given: ReadonlyMap<ValueId, string>, results: Readonly<Record<string, ValueId>>, integers: ReadonlySet<ValueId> = new Set()): string {
  const { body, functions } = writeWhole(grown, language, given, Object.values(results));
  return [
    ...functions.list.map((written) => functionText(written).join('\n')),
    [
      `def ${name}(given):`,
      ...[...given].map(([id, local]) => `    ${local} = given["${local}"]${integers.has(id) ? '.long()' : ''}`),
      ...body.statements.map(({ name: local, expression }) => fit(`${local} = ${expression.text}`, 4)),
      '    return {',
      ...Object.keys(results).map((key, i) => `        "${key}": ${body.results[i]!.text},`),
      '    }',
    ].join('\n'),
  ].join('\n\n\n');
}

/** Runs a script of functions; `data.safetensors` holds what they are given and what they should give, as `name/in/…` and `name/out/…`. */
async function compareAll(name: string, functions: readonly string[], tensors: ReadonlyMap<string, Weights>, main: string): Promise<string> {
  const text = functions.join('\n\n\n');
    folder.write('weights.py', readerFile());
  folder.write('data.safetensors', writeSafetensors(tensors));
  const used = helpersIn([text]);
  folder.write('tensors.py', pythonFile('Functions.', used.map((one) => helpers[one]!.text)));
  folder.write(`${name}.py`, `import torch\nimport torch.nn.functional as F\n${used.length ? `from tensors import ${used.join(', ')}\n` : ''}from torch import Tensor\nfrom weights import read_safetensors\n\n\n${text}\n\n\n${main}`);
  const { status, output } = await runPython(folder.path, `${name}.py`);
  expect(status, output).toBe(0);
  return output;
}

const each = `DATA = read_safetensors("data.safetensors")


def part(prefix):
    return {name[len(prefix):]: x for name, x in DATA.items() if name.startswith(prefix)}


def compare(name, found, tolerance):
    for key, wanted in part(f"{name}/out/").items():
        value = torch.as_tensor(found[key]).detach().float()
        assert value.shape == wanted.shape, f"{name} {key}: {value.shape}, not {wanted.shape}"
        error = (value - wanted).abs().max().item() / max(1, wanted.abs().max().item())
        if not error <= tolerance:
            print(f"{name} {key} differs by {error}")
`;

describe.skipIf(!python)('operations in PyTorch', () => {
  it('give what ours give, in every case', async () => {
    await useCpu();
    const tensors = new Map<string, Weights>();
    const functions: string[] = [];
    const cases = opCases.filter(({ kind }) => !kind.startsWith('random'));
    cases.forEach(({ kind, inputs, attrs }, number) => {
      const name = `case_${number}`;
      const b = new Builder();
      const operands = inputs.map((input, i) => (input.dtype === 'int32' ? b.toInt(b.data(`x${i}`, input.shape)) : b.data(`x${i}`, input.shape)));
      const anchor = operands.length ? [] : [b.data('anchor', [1])];
      const output = b.emit(kind, operands, attrs);
      const data = inputs.map(({ shape, low, high, dtype }, i) => {
        const values = sample(size(shape), i + number).map((x) => low + ((x / 1.3 + 1) / 2) * (high - low) * 0.999);
        return dtype === 'int32' ? values.map(Math.floor) : values;
      });
      const given = new Map([...operands, ...anchor].map(({ id }, i) => [id, anchor.length ? 'anchor' : `x${i}`]));
      const integers = new Set(operands.filter(({ dtype }) => dtype === 'int32').map(({ id }) => id));
      functions.push(asFunction(name, grow(() => b), given, { y: output.id }, integers));
      inputs.forEach(({ shape }, i) => tensors.set(`${name}/in/x${i}`, { shape, data: data[i]! }));
      if (anchor.length) tensors.set(`${name}/in/anchor`, { shape: [1], data: new Float32Array(1) });
      const wanted = tf.tidy(() => {
        const x = inputs.map(({ shape, dtype }, i) => (dtype === 'int32' ? tf.tensor(Int32Array.from(data[i]!), [...shape], 'int32') : tf.tensor(data[i]!, [...shape])));
        return Float32Array.from(opOf(kind).execute(tf, x, attrs, { seed: 1, step: 0 }).dataSync());
      });
      tensors.set(`${name}/out/y`, { shape: output.shape, data: wanted });
    });
    const main = `${each}\nfor number in range(${cases.length}):\n    name = f"case_{number}"\n    compare(name, globals()[name](part(f"{name}/in/")), 1e-5)\n`;
    const output = await compareAll('cases', functions, tensors, main);
    expect(output.replace(/case_(\d+)/g, (_, i: string) => cases[Number(i)]!.name)).toBe('');
  });

  it('give the losses of every template, and by autograd our derivatives', async () => {
    await useCpu();
    const tensors = new Map<string, Weights>();
    const functions: string[] = [];
    const names: string[] = [];
    for (const template of Object.keys(templates) as TemplateId[]) {
      const document = templates[template].create();
      const analysis = analyse(document);
      const write = (batch: number): Builder => lower(document, analysis, { batch, mode: 'train' });
      const b = write(BATCH);
      const name = template.replaceAll('-', '_');
      names.push(name);
      const players = [...new Set(b.terms.map(({ player }) => player))];
      // What is drawn is given, so that both have the same.
      const draws = drawsOf(b);
      const values = namesOf(b);
      const numbers: Record<ValueId, Float32Array> = {};
      for (const input of b.inputs) numbers[input.value] = input.kind === 'scalar' ? Float32Array.of(input.at(3)) : sample(size(b.values[input.value]!.shape), input.value).map((x) => Math.abs(x) / 1.4);
      for (const { value, name: parameter } of b.parameters) {
        const { shape } = b.values[value]!;
        const scale = 1.2 / Math.sqrt(shape.length > 1 ? size(shape.slice(0, -1)) : 4);
        numbers[value] = sample(size(shape), value).map((x) => (/ariance|clusterSize/.test(parameter) ? Math.abs(x) : x * scale));
      }
      const totals = players.map((player) => totalLoss(b, player)!);
      const grownTotals = new Map<Builder, ValueId[]>();
      const trained = players.map((player) => b.parameters.filter((one) => one.trainable && one.player === player));
      const derived = totals.map((total, i) => derive(b, total, trained[i]!.map(({ value }) => b.values[value]!)));
      const drawn = runProgram(b, numbers, draws);
      draws.forEach((value, i) => (numbers[value] = drawn[i]!));
      const both = grow((batch) => {
        const c = write(batch);
        grownTotals.set(c, players.map((player) => totalLoss(c, player)!.id));
        return c;
      });
      const results = Object.fromEntries(players.map((player, i) => [player, grownTotals.get(both.builder)![i]!]));
      functions.push(asFunction(name, both, namesOf(both.builder), results));
      for (const [value, local] of values) tensors.set(`${name}/in/${local}`, { shape: b.values[value]!.shape, data: numbers[value]! });
      const wanted = runProgram(b, numbers, [...totals.map(({ id }) => id), ...derived.flat().map(({ id }) => id)]);
      players.forEach((player, i) => tensors.set(`${name}/out/${player}`, { shape: [], data: wanted[i]! }));
      let at = players.length;
      trained.forEach((parameters, i) => parameters.forEach(({ value }) => tensors.set(`${name}/gradient/${players[i]}/${values.get(value)}`, { shape: b.values[value]!.shape, data: wanted[at++]! })));
    }
    const main = `${each}
for name in ${JSON.stringify(names)}:
    given = part(f"{name}/in/")
    for key, x in given.items():
        x.requires_grad_(key.startswith("parameter"))
    found = globals()[name](given)
    compare(name, found, 1e-5)
    for key, wanted in part(f"{name}/gradient/").items():
        player, local = key.split("/")
        gradient, = torch.autograd.grad(found[player], given[local], retain_graph=True, allow_unused=True)
        gradient = torch.zeros_like(wanted) if gradient is None else gradient
        error = (gradient - wanted).abs().max().item() / max(1, wanted.abs().max().item())
        if not error <= 1e-4:
            print(f"{name}: the derivative of {key} differs by {error}")
print(len(${JSON.stringify(names)}), "templates")
`;
    expect(await compareAll('programs', functions, tensors, main)).toBe(`${names.length} templates\n`);
  });
});
