/** `infer.ts`: what comes back of some items. */
import { tapOf } from '../passes';
import type { Project } from '../project';
import { Source } from '../source';
import { methodsOf } from './model';

export function inferFile(project: Project): Source {
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
    const outputs = project.nodes.filter(({ isDataset, types }) => !isDataset && Object.keys(types).length > 0);
    source.block(`const outputs = tf.tidy(() => {
  const values = model.forward(batch, 'infer'${/\bstep: number/.test(project.helpers.size ? '' : '') ? ', 0' : ''});
  return {
${outputs.map(({ name, code, types }) => `    ${name}: listOf(values.${name}${code.ports?.[Object.keys(types)[0]!] ?? ''}),`).join('\n')}
  };
});
writeFileSync(options.out, JSON.stringify({ items: count, ...outputs }));
console.log(options.json ? JSON.stringify({ items: count, out: options.out }) : \`\${count} items, written to \${options.out}\`);`);
    return source;
  }
  const logits = roles.output!.type.tag === 'logits';
  const decode = methods.encode && methods.decode;
  const indices = methods.encode && roles.indices ? roles.indices : null;
  const indicesNode = indices ? project.byId.get(indices.node)! : null;
  const port = indices ? (indicesNode!.code.ports?.[tapOf(indices.tap).port] ?? '') : '';
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
  void port;
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
