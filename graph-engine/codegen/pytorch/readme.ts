/** `README.md` and `pyproject.toml`. */
import { readParams } from '../../document/fields';
import { printPortType } from '../../document/port-type';
import { nodeOf } from '../../nodes/registry';
import type { Modules } from '../program/modules';
import { slug } from '../program/names';
import { readsLabelFiles, tokenKindsUsed } from './data';
import { learnsAlone } from './train/learners';
import { quote } from './text';

/** Text of the user that stays text in Markdown. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~&$-]/g, '\\$&');

const about: Readonly<Record<string, string>> = {
  'model.py': 'a module for each node, and the model that runs them',
  'layers.py': 'layers that PyTorch lacks',
  'losses.py': 'the terms that training makes small, with their formulas',
  'functions.py': 'the mathematics of the model as named functions, and tensor functions that PyTorch lacks',
  'weights.py': 'where each weight of the file is in the model, and how it starts',
  'tensor_file.py': 'reads and writes safetensors',
  'data.py': 'what each Dataset reads, and how its items are dealt out',
  'reading.py': 'reads files, prepares items and deals them out in batches',
  'tokens.py': 'cuts texts into tokens and numbers them',
  'prepare.py': 'brings numbers to what the network takes, and back',
  'optimizers.py': 'optimisers that PyTorch lacks',
  'train.py': 'trains, on one process or on many',
  'infer.py': 'runs the trained model on some items',
  'verify.py': 'compares the model with the studio’s, on inputs and outputs that came with it',
};

export interface ReadmeOptions {
  readonly hasWeights: boolean;
  readonly hasCheck: boolean;
  readonly hasData: boolean;
  readonly edited: { readonly afterSteps: number } | null;
}

export function readme(modules: Modules, title: string, paths: readonly string[], { hasWeights, hasCheck, hasData, edited }: ReadmeOptions): string {
  const { training } = modules.document;
  const readsTexts = tokenKindsUsed(modules).length > 0;
  const nodes = modules.parts.map((part) => {
    const definition = nodeOf(part.node.kind)!;
    const summary = definition.summary(readParams(definition.fields, part.node.params));
    const from = [...new Set(part.inputs.flatMap(({ variables }) => variables.map((variable) => plain(modules.part(variable.node).title))))];
    const type = part.outputs[0]?.type;
    return `- **${plain(part.title)}** (${definition.title}${summary ? `, ${plain(summary)}` : ''})${from.length ? `, from ${from.join(' and ')}` : ''}${type ? `: \`${printPortType(type)}\`` : ''}`;
  });
  return `# ${plain(title)}

An autoencoder in PyTorch, exported from the studio Hourglass. It stands alone: it needs PyTorch and NumPy.

\`\`\`sh
pip install -e .
${[...(hasCheck ? ['python verify.py'] : []), ...(hasWeights ? ['python infer.py', 'python train.py'] : ['python train.py', 'python infer.py'])].join('\n')}
\`\`\`

## The graph

${nodes.join('\n')}

## Training

\`python train.py\` trains as the studio does: ${training.epochs} epochs${training.minSteps > 0 ? ` and at least ${training.minSteps} steps` : ''} of batches of ${training.batchSize}, seed ${training.seed}, with the same ${learnsAlone(modules) ? 'optimiser, schedule' : 'players, optimisers, schedules'}, weights of terms and statistics. Numbers that are drawn come from PyTorch, so that
losses agree with the studio's in size and not in each digit. \`--device cuda\`, \`--amp\` (bfloat16), \`--epochs\`, \`--steps\`, \`--batch\`; every epoch writes \`checkpoint.pt\`, and \`--resume\` goes on from it. \`--weights FILE\` starts from weights.

On many processes, of one machine or of several:

\`\`\`sh
torchrun --nproc-per-node=4 train.py
torchrun --nnodes=2 --nproc-per-node=4 --rdzv-backend=c10d --rdzv-endpoint=HOST:29500 train.py
\`\`\`

The batch is shared out among them. Noise is drawn for the whole batch and statistics are those of the whole batch, so that several processes reach the losses of one. (PyTorch before 2.0 calls the options \`--nproc_per_node\`, \`--rdzv_backend\` and so on.)

## The data

${hasData ? 'The first items of each Dataset are in `data/`.' : 'No items came with this project.'} \`--data FILE\` reads others, in the same form: IDX, packed or not, and NumPy's \`.npy\` for pictures, CSV for tables${readsTexts ? ', plain text for texts' : ''}${readsLabelFiles(modules) ? '; `--labels FILE` their labels' : ''}. What numbers are prepared with is fitted on the training items and goes with the weights.

## The weights

${edited ? `**Edited since training.** The graph was trained in the studio for ${edited.afterSteps.toLocaleString('en')} ${edited.afterSteps === 1 ? 'step' : 'steps'} and edited after that. Those weights do not fit it any more and are not in this folder.\n\n` : ''}${hasWeights ? '`weights.safetensors` holds the weights as the studio trained them; `train.py` writes `trained.safetensors`, and `python infer.py --weights trained.safetensors` runs these. ' : '`train.py` writes `weights.safetensors`. '}${hasCheck ? '`python verify.py` runs the inputs of `check.safetensors` and prints how far the outputs are from those that the studio computed. ' : ''}A weight is called by the identities that the studio gave its node and layer; \`weights.py\` says where it is in the model, and that kernels lie in another order there. \`graph.hourglass.json\` is the graph: the studio opens this folder, or a zip of it, with the weights that were trained here.

## The files

${paths.flatMap((path) => (about[path] ? [`- \`${path}\`: ${about[path]}`] : [])).join('\n')}
`;
}

export const pyproject = (title: string, modules: readonly string[]): string => `[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[project]
name = ${quote(slug(title, 'autoencoder'))}
version = "0.1.0"
description = ${quote(`${title}, an autoencoder exported from the studio Hourglass`)}
requires-python = ">=3.10"
dependencies = ["numpy", "torch>=1.13"]

[tool.setuptools]
py-modules = [${modules.map(quote).join(', ')}]

[tool.pycodestyle]
max-line-length = 100
`;
