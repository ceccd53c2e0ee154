/** `verify.ts`: runs stored inputs and prints how far what comes out is from what the studio computed. */
import { checkedTaps } from '../../program/modules';
import type { Variable } from '../../program/variables';
import { Source } from '../../program/source';
import type { Project } from '../project';
import { fit, list, quote } from '../text';

const line = ({ name, shape }: Variable, stored: string): string => fit(`${name}: { name: ${quote(stored)}, shape: ${list(shape.map((size) => (typeof size === 'number' ? size : -1)))} },`, 2);

/** Null where nothing is reconstructed or encoded. */
export function verifyFile({ modules }: Project): Source | null {
  const taps = checkedTaps(modules);
  // Tokens are whole numbers.
  const whole = modules.variables.filter(({ isDataset, type }) => isDataset && type?.tag === 'indices').map(({ name }) => `  given.${name} = given.${name}.toInt();\n`).join('');
  if (taps.length === 0) return null;
  const source = new Source('src/verify.ts').add(`/**
 * Compares this model with the studio's, on inputs and outputs that came with the project, prints
 * the greatest difference of each output, and fails where one is above the tolerance:
 * \`npm run verify -- --tolerance 1e-5\`.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type * as tf from '@tensorflow/tfjs';
import { useBackend } from './backend.ts';
import { run } from './command.ts';
import { Model } from './model.ts';
import { loadTensors, loadWeights } from './weights.ts';

const [weightsPath, path] = ['weights.safetensors', 'check.safetensors'];
/** What the model is given, and its tensors in the file; -1 is any number of items. */
const inputs = {`);
  for (const variable of modules.variables.filter(({ isDataset }) => isDataset)) source.add(line(variable, `input/${variable.node}.${variable.port}`), variable.node);
  source.add('};').add('/** What comes out, and what it should be. */').add('const outputs = {');
  for (const tap of taps) source.add(line(modules.variable(tap), `output/${tap}`));
  return source.add('};').block(`/** The greatest difference, relative to the greatest value above 1. */
function differenceOf(x: tf.Tensor, wanted: tf.Tensor): number {
  const largest = wanted.abs().max().maximum(1);
  return x.reshape(wanted.shape).sub(wanted).abs().max().div(largest).dataSync()[0]!;
}

await run(async () => {
  const { values: options } = parseArgs({
    options: { tolerance: { type: 'string', default: '1e-5' } },
  });
  const tolerance = Number(options.tolerance);
  if (!(tolerance >= 0)) throw new Error(\`--tolerance takes a number, and got "\${options.tolerance}"\`);
  const missing = [weightsPath, path].find((file) => !existsSync(file));
  if (missing) throw new Error(\`\${missing}: nothing there; export the model with its weights to have it checked\`);

  await useBackend();
  const model = new Model();
  loadWeights(weightsPath, Object.values(model.weights).flat());
${whole ? `  const given = loadTensors(path, inputs);\n${whole}  const values = model.forward(given, 'infer');` : `  const values = model.forward(loadTensors(path, inputs), 'infer');`}
  const wanted = loadTensors(path, outputs);
  const names = Object.keys(outputs) as (keyof typeof outputs)[];
  const differences = names.map((name) => differenceOf(values[name], wanted[name]));
  names.forEach((name, i) => console.log(\`\${name}: greatest difference \${differences[i]!.toExponential(1)}\`));
  if (!differences.every((difference) => difference <= tolerance)) {
    throw new Error(\`This is above \${options.tolerance}\`);
  }
});`);
}
