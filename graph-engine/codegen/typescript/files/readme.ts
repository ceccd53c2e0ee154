/** `README.md`: what the model is, how to run it, and how weights are named. */
import { nodeOf } from '../../../nodes/registry';
import { readParams } from '../../../document/fields';
import { printPortType } from '../../../document/port-type';
import { stagesOf } from '../../../document/stages';
import type { Stage, TrainingSettings } from '../../../document/types';
import { wiresInto } from '../../../document/wires-into';
import type { Methods } from '../../program/passes';
import type { CodeNode, Project } from '../project';
import { dataText } from './readme-data';
import { trainedPath } from './weights';

/** Text of the user that stays text in Markdown. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~&$-]/g, '\\$&');

function line(project: Project, node: CodeNode): string {
  const definition = nodeOf(node.node.kind)!;
  const summary = definition.summary(readParams(definition.fields, node.node.params));
  const inputs = wiresInto(project.document, node.id).filter((wire) => project.byId.has(wire.from.node));
  const from = [...new Set(inputs.map((wire) => plain(project.byId.get(wire.from.node)!.title)))];
  const gives = Object.values(node.types)[0];
  return `- **${plain(node.title)}** (${definition.title}${summary ? `, ${plain(summary)}` : ''})${from.length ? `, from ${from.join(' and ')}` : ''}${gives ? `: \`${printPortType(gives)}\`` : ''}`;
}

const lengthText = ({ epochs, minSteps, batchSize, seed }: TrainingSettings, stages: readonly Stage[]): string => {
  const length = stages.length > 0 ? `${stages.length} ${stages.length === 1 ? 'stage' : 'stages'} (${stages.map(({ name }) => plain(name)).join(', ')})` : `${epochs} epochs${minSteps > 0 ? ` and at least ${minSteps} steps` : ''}`;
  return `${length} of batches of ${batchSize}, seed ${seed}`;
};

export function readme(project: Project, methods: Methods, paths: readonly string[], hasWeights: boolean, hasData: boolean, onWasm: boolean, edited: { readonly afterSteps: number } | null): string {
  const { training } = project.document;
  const stages = stagesOf(training);
  const files: Record<string, string> = {
    'src/model.ts': `the model: \`new Model()\`${methods.encode ? ', `encode`' : ''}${methods.decode ? ', `decode`' : ''}, \`forward\``,
    'src/functions.ts': 'what the model computes beside its layers, with formulas',
    'src/layers.ts': 'layers that tf.layers does not have',
    'src/losses.ts': 'the terms that training makes small, with their formulas',
    'src/derivatives.ts': 'derivatives that tfjs lacks or has wrong',
    'src/train.ts': `the command that trains: ${lengthText(training, stages)}`,
    'src/stages.ts': 'the stages of a run: who learns in each, and for how long',
    'src/trainer.ts': 'one step of training, and the losses over held-out items',
    'src/split.ts': 'deals items out to training, validation and test',
    'src/stopping.ts': 'ends the training when the held-out loss falls no more, and keeps the best weights',
    'src/optimizer.ts': 'the optimiser',
    'src/averages.ts': 'averages of the weights, which the model is judged and saved with',
    'src/infer.ts': 'runs the trained model on some items',
    'src/verify.ts': 'compares the model with the studio, on inputs and outputs that came with the project',
    'src/command.ts': 'what the two commands share',
    'src/data.ts': 'reads the items, prepares them and deals them out in batches',
    'src/columns.ts': 'what the columns of a table are',
    'src/table.ts': 'reads tables as their columns say',
    'src/prepare.ts': 'brings columns to what the network takes, and back',
    'src/csv.ts': 'reads CSV files',
    'src/tokens.ts': 'cuts texts into tokens and numbers them, with the vocabulary',
    'src/idx.ts': 'reads IDX files',
    'src/layout.ts': 'turns items whose sides lie in another order',
    'src/labels.ts': 'reads the classes of the items',
    'src/finite.ts': 'says where a value that is not finite came from',
    'src/random.ts': 'what a seed gives: orders, and a seed for each purpose',
    'src/ops.ts': 'tensor functions',
    'src/weights.ts': 'reads and writes weights.safetensors',
    'src/backend.ts': onWasm ? 'chooses WebAssembly, which needs no native module; `TFJS_BACKEND=cpu` takes plain JavaScript' : 'chooses plain JavaScript, and says why',
    'src/kernels.ts': 'derivatives that tfjs lacks or has wrong on WebAssembly',
  };
  return `# ${plain(project.title)}

An autoencoder in TypeScript on TensorFlow.js, exported from the studio Hourglass. It stands alone: everything it needs is here or on npm.

\`\`\`sh
npm ci
${hasWeights ? `${paths.includes('src/verify.ts') ? 'npm run verify\n' : ''}npm run infer\nnpm run train` : 'npm run train\nnpm run infer'}
\`\`\`

On Node 20 the scripts run through tsx; Node 22.18 or newer also runs the sources as they are: \`node src/infer.ts\`.

## The graph

${project.nodes.map((node) => line(project, node)).join('\n')}

## The data

${dataText(project, hasData, plain)}

## The weights

${edited ? `**Edited since training.** The graph was trained in the studio for ${edited.afterSteps.toLocaleString('en')} ${edited.afterSteps === 1 ? 'step' : 'steps'} and edited after that. Those weights do not fit it any more and are not in this folder; \`npm run train\` trains the graph as it is here.\n\n` : ''}${hasWeights ? '`weights.safetensors` holds the weights as the studio trained them. ' : ''}${paths.includes('src/verify.ts') && hasWeights ? '`npm run verify` compares what the model makes of a few items with what the studio made of them. ' : ''}\`npm run train\` starts from weights drawn with the seed ${training.seed}, so that two runs on one backend give the same losses, and writes \`${trainedPath(hasWeights)}\`${hasWeights ? ', so that those of the studio stay: `npm run infer -- --weights trained.safetensors` runs what it trained' : ''}; \`--from FILE\` starts from weights, ${stages.length > 0 ? '`--stage NAME` trains one stage alone, ' : ''}\`--out FILE\` writes elsewhere.
A weight is called \`node/layer/weight\` or \`node/weight\`, by the identities that the studio gave them: \`Model.weights\` pairs each name with its tf.Variable. \`graph.hourglass.json\` is the graph: the studio opens this folder, or a zip of it, with the weights that were trained here, and its command line reads them too, as \`hourglass evaluate FOLDER\`.

## The files

${paths.flatMap((path) => (files[path] ? [`- \`${path}\`: ${files[path]}`] : [])).join('\n')}
`;
}
