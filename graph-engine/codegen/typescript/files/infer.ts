/** `infer.ts`: what comes back of some items. */
import { fit, quote } from '../../../nodes/typescript/text';
import type { Written } from '../passes';
import type { CodeNode, Project } from '../project';
import { Source } from '../source';
import { fitsNothing } from './data';
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
  const several = project.datasets.length > 1;
  const empty = fitsNothing(project);
  const reconstructs = methods.reconstruct && dataset && roles.output;
  source.add(`/**
 * Runs the trained model on some items${reconstructs ? ', prints the error' : ''} and writes outputs.json:
 * \`npm run infer -- --items 16 --data images-idx3-ubyte.gz --json\`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { useBackend } from './backend.ts';
import { expectWritable, run, wholeNumber } from './command.ts';
import { batchOf, countOf, ${empty ? '' : 'fittedNames, '}loadData${several ? ', ofEach' : ''}, prepare } from './data.ts';
import { Model } from './model.ts';
import { ${empty ? '' : 'loadFitted, '}loadWeights } from './weights.ts';`);
  source.block(`await run(async () => {
  const { values: options } = parseArgs({
    options: {
      data: { type: 'string', multiple: true },
      items: { type: 'string', default: '16' },
      weights: { type: 'string', default: 'weights.safetensors' },
      out: { type: 'string', default: 'outputs.json' },
      /** Prints one JSON object instead of lines. */
      json: { type: 'boolean', default: false },
    },
  });
  const wanted = wholeNumber('--items', options.items, 1);
  if (!existsSync(options.weights)) {
    throw new Error(\`\${options.weights}: nothing there; npm run train makes weights\`);
  }
  expectWritable(options.out);`);
  source.block(`  await useBackend();
  const model = new Model();
  loadWeights(options.weights, Object.values(model.weights).flat());
${fit(`const data = prepare(loadData(options.data)${empty ? '' : ', loadFitted(options.weights, fittedNames)'});`, 2)}
  const count = Math.min(wanted, countOf(data));
  const batch = batchOf(data, ${several ? 'ofEach(() => [...Array(count).keys()])' : '[...Array(count).keys()]'});`);
  source.block(`  /** Each item as a flat list of numbers. */
  const listOf = (x: tf.Tensor): number[][] => {
    const rows = x.reshape([count, -1]).arraySync() as number[][];
    const wrong = rows.findIndex((row) => !row.every(Number.isFinite));
    if (wrong < 0) return rows;
    throw new Error(\`Item \${wrong} makes numbers that are not finite; are they like those of the training?\`);
  };`);
  if (!reconstructs) {
    const taps = project.nodes.filter(({ isDataset }) => !isDataset).flatMap((node) => tensorsOf(node, model.forward));
    // No node is at random here, so that no schedule counts.
    source.add(`  const outputs = tf.tidy(() => {
    const values = model.forward(batch, 'infer'${model.forward.usesStep ? ', 0' : ''});
    return {
${taps.map(({ label, value }) => `      ${label}: listOf(values.${value}),`).join('\n')}
    };
  });
  const result = { items: count, ...outputs };
  writeFileSync(options.out, JSON.stringify(result));
  if (options.json) console.log(JSON.stringify({ items: count, out: options.out }));
  else console.log(\`\${count} items, outputs in \${options.out}\`);
});`);
    return source;
  }
  const x = dataset!.name === 'data' ? 'data: x' : `${dataset!.name}: x`;
  const whole = !(methods.encode && methods.decode);
  const output = `model.${whole ? 'reconstruct(x)' : 'decode(code)'}${roles.output!.type.tag === 'logits' ? '.sigmoid()' : ''}`;
  source.add(`  const { ${methods.encode ? 'codes, ' : ''}outputs, originals } = tf.tidy(() => {
    const { ${x} } = batch;
${methods.encode ? '    const code = model.encode(x);\n' : ''}${roles.output!.type.tag === 'logits' ? '    // The model gives logits; a sigmoid makes grey levels of them.\n' : ''}    const output = ${output};
    return { ${methods.encode ? 'codes: listOf(code), ' : ''}outputs: listOf(output), originals: listOf(x) };
  });`);
  source.block(`  // Summed in double precision, so that many items add no rounding.
  let squaredError = 0;
  outputs.forEach((output, i) => {
    output.forEach((value, j) => (squaredError += (value - originals[i]![j]!) ** 2));
  });
  const result = {
    items: count,
    sumOfSquaredErrorsPerItem: squaredError / count,
    meanSquaredError: squaredError / count / outputs[0]!.length,
  };
  writeFileSync(options.out, JSON.stringify({ ...result, ${methods.encode ? 'codes, ' : ''}outputs }));
  if (options.json) console.log(JSON.stringify({ ...result, out: options.out }));
  else {
    const perItem = result.sumOfSquaredErrorsPerItem.toPrecision(5);
    console.log(\`\${count} items, squared error \${perItem} per item\`);
    console.log(\`${methods.encode ? 'codes and outputs' : 'outputs'} in \${options.out}\`);
  }
});`);
  return source;
}
