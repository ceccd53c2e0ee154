/** Every template as a PyTorch project: it gives what the studio gives with the same weights. */
import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { chooseBackend } from '../../runtime/backends/choose';
import { gradientScript, lossesAndGradients, trainAndExportTo } from '../../testing/export-python';
import { runNode } from '../../testing/export-project';
import { printedUnits } from '../../testing/printed-units';
import { templatesOf } from '../../testing/refused-templates';
import { checkers, python, pythonFolder, runPython } from '../../testing/python';
import { trainOnTwo } from '../../testing/two-processes';

const folder = pythonFolder();
const { written: names, refused } = await templatesOf('pytorch');
afterAll(() => folder.remove());

/** The figures of each epoch, as `train.py --metrics` writes them. */
const figuresOf = (path: string): Record<string, number>[] => readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, number>);
const options = ['--device', 'cpu', '--epochs', '2', '--steps', '6', '--batch', '32'];

it.for(refused)('%s is refused by a sentence', ([, message]) => expect(message).toMatch(/PyTorch cannot say/));

describe.skipIf(!python)('templates in PyTorch', () => {
  beforeAll(async () => {
    await chooseBackend('wasm');
    for (const name of names) await trainAndExportTo(templates[name].create(), `${folder.path}/${name}`);
  });

  it.for(names)('%s gives what the studio gives', async (name) => {
    const { status, output } = await runPython(`${folder.path}/${name}`, 'verify.py');
    expect(output).toMatch(/greatest difference \d/);
    expect(status, output).toBe(0);
  });

  it('reads bytes of 0 and 1 alone as the numbers that they are', async () => {
    const project = `${folder.path}/patterns`;
    folder.write('patterns/first.py', `import numpy as np
from data import HELD_OUT, SEED, SOURCES
from reading import load
from tensor_file import read_safetensors
data = load(SOURCES, HELD_OUT, SEED, read_safetensors('weights.safetensors'))
print(sorted(set(float(x) for x in data.items[[np.arange(4)]].popitem()[1].flatten())))
`);
    expect((await runPython(project, 'first.py')).output).toBe('[0.0, 1.0]\n');
  });

  it.for(names)('%s has our losses and, by autograd, our derivatives', async (name) => {
    folder.write(`${name}/gradients.safetensors`, await lossesAndGradients(templates[name].create()));
    folder.write(`${name}/compare.py`, gradientScript());
    const { output } = await runPython(`${folder.path}/${name}`, 'compare.py');
    expect(output).toBe('compared\n');
  });

  it.for(names)('%s trains, and infers with what it has learned', async (name) => {
    const project = `${folder.path}/${name}`;
    const { status, output } = await runPython(project, 'train.py', ...options, '--metrics', 'one.jsonl', '--out', 'again.safetensors');
    expect(status, output).toBe(0);
    expect(output).toContain('the weights are in again.safetensors');
    const { right, wrong } = printedUnits(templates[name].create(), output);
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(0);
    for (const row of figuresOf(`${project}/one.jsonl`)) for (const value of Object.values(row)) expect(Number.isFinite(value), output).toBe(true);
    const inferred = await runPython(project, 'infer.py', '--items', '4', '--weights', 'again.safetensors');
    expect(inferred.status, inferred.output).toBe(0);
    expect(inferred.output).toMatch(/outputs: \(4, /);
  });

  it.for(['vae', 'conv-vae', 'vq-vae', 'adversarial-ae'] as const)('%s trains in bfloat16, with losses and statistics in full precision', async (name) => {
    const project = `${folder.path}/${name}`;
    const { status, output } = await runPython(project, 'train.py', ...options, '--amp', '--metrics', 'amp.jsonl', '--out', 'amp.safetensors');
    expect(status, output).toBe(0);
    const [full, half] = ['one', 'amp'].map((run) => figuresOf(`${project}/${run}.jsonl`).at(-1)!['held out']!);
    expect(Math.abs(half! / full! - 1), output).toBeLessThan(0.1);
  });

  // Python 3.12 and later take an option of the script for one of torchrun's that begins alike.
  it('no option of train.py is short for one of torchrun', async () => {
    folder.write('vae/options.py', `import re
from torch.distributed.run import get_args_parser
theirs = [name for action in get_args_parser()._actions for name in action.option_strings]
ours = re.findall(r'add_argument\\("(--[a-z]+)"', open('train.py').read())
print(len(ours) > 5, [name for name in ours if any(one.startswith(name) for one in theirs)])
`);
    expect((await runPython(`${folder.path}/vae`, 'options.py')).output).toBe('True []\n');
  });

  it.for(['conv-vae', 'vq-vae', 'adversarial-ae', 'one-hot-code'] as const)('%s reaches on two processes the losses of one', async (name) => {
    const project = `${folder.path}/${name}`;
    const output = await trainOnTwo(project, ...options, '--metrics', 'two.jsonl', '--out', 'two.safetensors');
    const [one, two] = [figuresOf(`${project}/one.jsonl`), figuresOf(`${project}/two.jsonl`)];
    expect(two, output).toHaveLength(one.length);
    // Told of the items of each process, and not of all.
    const local = new Set(['perplexity', 'used codes']);
    one.forEach((row, i) => {
      for (const [figure, value] of Object.entries(row)) if (!local.has(figure)) expect(Math.abs(two[i]![figure]! - value) / Math.max(1, Math.abs(value)), figure).toBeLessThanOrEqual(1e-4);
    });
  });

  it('run from elsewhere, writes beside itself what it then reads', async () => {
    const trained = await runPython(folder.path, 'patterns/train.py', '--device', 'cpu', '--epochs', '1', '--steps', '2');
    expect(trained.status, trained.output).toBe(0);
    const inferred = await runPython(folder.path, 'patterns/infer.py', '--items', '2');
    expect(inferred.status, inferred.output).toBe(0);
    expect(readdirSync(`${folder.path}/patterns`)).toEqual(expect.arrayContaining(['trained.safetensors', 'checkpoint.pt', 'outputs.npz']));
    expect(readdirSync(folder.path).filter((name) => /\.(safetensors|pt|npz)$/.test(name))).toEqual([]);
  });
  it('reads files of no kind that it has none of', () => {
    const reading = (name: string): string => readFileSync(`${folder.path}/${name}/reading.py`, 'utf8');
    expect(reading('vae')).not.toMatch(/csv|class Column|LAYOUTS|one_hot|by_type/);
    expect(reading('anomaly-fraud')).not.toMatch(/gzip|read_array|shape:/);
  });
  it('a run that is taken up again ends where one ends that was not interrupted', async () => {
    const project = `${folder.path}/vae`;
    const all = ['--device', 'cpu', '--epochs', '2', '--batch', '128'];
    const first = figuresOf(`${project}/one.jsonl`).length;
    expect(first).toBeGreaterThan(0);
    for (const [more, log] of [[[], 'whole'], [['--steps', '7'], 'half'], [['--resume'], 'rest']] as const) {
      const { status, output } = await runPython(project, 'train.py', ...all, ...more, '--metrics', `${log}.jsonl`, '--out', `${log}.safetensors`, '--checkpoint', log === 'whole' ? 'whole.pt' : 'part.pt');
      expect(status, output).toBe(0);
    }
    const [whole, rest] = [figuresOf(`${project}/whole.jsonl`), figuresOf(`${project}/rest.jsonl`)];
    expect(rest.at(-1)!['held out']).toBeCloseTo(whole.at(-1)!['held out']!, 2);
  });

  it.skipIf(!checkers.every(({ found }) => found))('all are clean to pyflakes and pycodestyle', async () => {
    for (const { command, args } of checkers) {
      const { status, output } = await runNode(command, folder.path, ...args, ...names.flatMap((name) => readdirSync(`${folder.path}/${name}`).filter((path) => path.endsWith('.py') && !['compare.py', 'first.py', 'options.py'].includes(path)).map((path) => `${name}/${path}`)));
      expect(output).toBe('');
      expect(status).toBe(0);
    }
  });
});
