/** `infer.ts`: what comes back of some items. */
import { quote } from '../../../nodes/typescript/text';
import type { Written } from '../passes';
import type { CodeNode, Project } from '../project';
import { Source } from '../source';
import { methodsOf, type ModelFile } from './model';

interface Shown {
  readonly label: string;
  readonly value: string;
}
/** Every tensor that a node gives, under its name, or the name and the port where there are several. */
function tensorsOf({ id, name, types }: CodeNode, { at }: Written): readonly Shown[] {
  const ports = Object.keys(types).filter((port) => types[port]!.tag !== 'distribution');
  return ports.map((port) => ({ label: ports.length === 1 ? name : quote(`${name}.${port}`), value: at({ node: id, port }) }));
}

export function inferFile(project: Project, model: ModelFile): Source {
  const { roles } = project;
  const methods = methodsOf(project);
  const source = new Source('src/infer.ts');
  const dataset = roles.data ? project.byId.get(roles.data.node)! : null;
  const reconstructs = methods.reconstruct && dataset && roles.output;
  source.add(`/**
 * Runs the trained model on some items${reconstructs ? ', prints the error' : ''} and writes outputs.json:
 * \`npm run infer -- --items 16 --data images-idx3-ubyte.gz --json\`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { useBackend } from './backend';
import { batchOf, countOf, loadData } from './data';
import { Model } from './model';
import { loadWeights } from './weights';`);
  source.block(`const { values: options } = parseArgs({
  options: {
    data: { type: 'string', multiple: true },
    items: { type: 'string', default: '16' },
    weights: { type: 'string', default: 'weights.safetensors' },
    out: { type: 'string', default: 'outputs.json' },
    /** Prints one JSON object instead of lines. */
    json: { type: 'boolean', default: false },
  },
});
if (!existsSync(options.weights)) {
  console.error(\`\${options.weights} is missing: \\\`npm run train\\\` makes it.\`);
  process.exit(1);
}

await useBackend();
const model = new Model();
loadWeights(options.weights, Object.values(model.weights).flat());
const data = loadData(options.data);
const count = Math.min(Number(options.items), countOf(data));
const batch = batchOf(data, [...Array(count).keys()]);

/** Each item as a flat list of numbers. */
const listOf = (x: tf.Tensor): number[][] => x.reshape([count, -1]).arraySync() as number[][];`);
  if (!reconstructs) {
    const taps = project.nodes.filter(({ isDataset }) => !isDataset).flatMap((node) => tensorsOf(node, model.forward));
    // No node is at random here, so that no schedule counts.
    source.block(`const outputs = tf.tidy(() => {
  const values = model.forward(batch, 'infer'${model.forward.usesStep ? ', 0' : ''});
  return {
${taps.map(({ label, value }) => `    ${label}: listOf(values.${value}),`).join('\n')}
  };
});
const result = { items: count, ...outputs };
writeFileSync(options.out, JSON.stringify(result));
if (options.json) console.log(JSON.stringify({ items: count, out: options.out }));
else console.log(\`\${count} items, outputs in \${options.out}\`);`);
    return source;
  }
  const logits = roles.output!.type.tag === 'logits';
  const decode = methods.encode && methods.decode;
  source.block(`const { ${methods.encode ? 'codes, ' : ''}outputs, squaredError } = tf.tidy(() => {
  const { ${dataset!.name === 'data' ? 'data: x' : `${dataset!.name}: x`} } = batch;
${methods.encode ? `  const code = model.encode(x);\n` : ''}${
    decode
      ? logits
        ? '  // The model gives logits; a sigmoid makes grey levels of them.\n  const output = model.decode(code).sigmoid();'
        : '  const output = model.decode(code);'
      : logits
        ? '  // The model gives logits; a sigmoid makes grey levels of them.\n  const output = model.reconstruct(x).sigmoid();'
        : '  const output = model.reconstruct(x);'
  }
  const squaredError = output.sub(x).square().sum().div(count).dataSync()[0];
  return { ${methods.encode ? 'codes: listOf(code), ' : ''}outputs: listOf(output), squaredError };
});`);
  source.block(`const result = {
  items: count,
  sumOfSquaredErrorsPerItem: squaredError,
  meanSquaredError: squaredError / outputs[0].length,
};
writeFileSync(options.out, JSON.stringify({ ...result, ${methods.encode ? 'codes, ' : ''}outputs }));
if (options.json) console.log(JSON.stringify({ ...result, out: options.out }));
else {
  console.log(\`\${count} items, squared error \${squaredError.toPrecision(5)} per item\`);
  console.log(\`${methods.encode ? 'codes and outputs' : 'outputs'} in \${options.out}\`);
}`);
  return source;
}
