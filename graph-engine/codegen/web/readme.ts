/** `README.md`, `package.json` and the page that shows the model at work. */
import type { Drawing } from '../program/inference/parts';
import type { Signature } from '../program/inference/signature';
import type { Told } from '../program/inference/told';
import { slug } from '../program/names';
import { methodNames } from './model';
import { printShape } from './text';

/** Text of the user that stays text in Markdown. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+!|~&$-]/g, '\\$&');
const html = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const titleOf = ({ document }: Drawing): string => document.name.trim() || 'Autoencoder';
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const signatureOf = (signatures: readonly Signature[], name: string): Signature | undefined => signatures.find(({ part }) => part.name === name);

/** `new Float32Array(784)`, or an object of several inputs. */
function exampleOf({ inputs }: Signature): string {
  const numbers = inputs.map(({ name, shape, fill }) => [name, `new ${fill ? 'Float64Array' : 'Float32Array'}(${sizeOf(shape)})`] as const);
  return numbers.length === 1 ? numbers[0]![1] : `{ ${numbers.map(([name, text]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${text}`).join(', ')} }`;
}

function inputText({ columns, vocabulary, preparation: { kind } }: Told, drawing: Drawing): string {
  if (columns.length > 0) {
    return `The module takes rows as they stand in the table, and prepares them itself. A row has ${columns.length} numbers, in this order; what is missing is NaN, and a category is the place of its name, counted from 0.\n\n${columns
      .map(({ name, names, preparation }, i) => `- ${i}: ${plain(name)}: ${names ? `one of ${names.map(plain).join(', ')}` : 'a number'} (${preparation})`)
      .join('\n')}`;
  }
  if (vocabulary.length > 0) {
    return `The module takes the numbers of tokens, [${drawing.roles.data.type.shape.join(', ')}]: 0 is padding, at the end alone, 1 a token that the vocabulary does not hold, 2 a hidden one, and from 3 on come the tokens of the vocabulary, which the module gives as \`vocabulary\`. \`probabilities\` says of each place and of each of these numbers how likely it is there; what is hidden is guessed by it. There is no score: at a place that is not hidden the model sees the token itself.`;
  }
  const { shape } = drawing.roles.data.type;
  return `The module takes items of [${shape.join(', ')}]${shape.length === 3 ? ': height, width and channels in this order' : ''}. Numbers go in as the file has them, and bytes divided by 255. What the studio did to the numbers (“${kind}”) is part of the module.`;
}

export function readme(drawing: Drawing, signatures: readonly Signature[], told: Told): string {
  const model = signatureOf(signatures, 'model') ?? signatureOf(signatures, 'guess')!;
  const given = model.outputs[0]!.name;
  const row = (signature: Signature): string => {
    const { part, inputs, outputs } = signature;
    const takes = inputs.map(({ name, shape }) => `\`${name}\` ${printShape([{ times: 1, plus: 0 }, ...shape])}`).join(', ');
    return `- \`${methodNames[part.name]}\` gives ${part.help}: ${takes} → ${outputs.map(({ name, shape }) => `\`${name}\` ${printShape(shape)}`).join(', ')}`;
  };
  return `# ${plain(titleOf(drawing))}

An autoencoder as one ES module without dependencies, exported from the studio Hourglass with its trained weights. It runs in pages, in workers and in Node 20 or newer, on any number N of items.

- \`model.js\` is the model, with a function for each node, and \`model.d.ts\` its types
- \`kernels.wasm\` computes: products, convolutions and the like, for one thread with SIMD
- \`weights.safetensors\` holds the weights
- \`index.html\` is a page that uses it

\`\`\`js
import { load } from './model.js';

const model = await load();
const { ${given} } = model.${methodNames[model.part.name]}(${exampleOf(model)});
console.log(${given}.shape, ${given}.values);
\`\`\`

${signatures.map(row).join('\n')}
${drawing.roles.code ? '' : '\nThe drawing has no code between the data and their reconstruction, so there is nothing to encode and decode.\n'}
Each takes numbers of all items one after the other, or a list of items, and says what it expected where it gets anything else. Each gives objects of \`shape\` and \`values\`.

${inputText(told, drawing)}

${told.vocabulary.length > 0 ? '' : `\`reconstruction\` is what training compares with prepared items, as \`score\` does; \`restored\` is the same in the units of the file${told.columns.length > 0 ? ', a number for each column in the row, of a category the place of its likeliest name' : ''}. `}Nothing is drawn at random.
${told.classes.length > 0 ? `\nClasses: ${told.classes.map(plain).join(', ')}.\n` : ''}
## Where it runs

A page takes its files from a server, such as \`npx serve\` in this folder. A worker imports the module in the same way, as \`new Worker('worker.js', { type: 'module' })\`, and keeps the page free while it computes. Files that lie elsewhere are handed over: \`load({ kernels, weights })\` takes what is in them. Several models share the kernels, but not their memory, when each is a module of its own.

## What it is compared with

\`check.safetensors\` holds a few items and what the studio computed for them; it is written where the data are at hand. \`npm run verify\` prints the greatest difference, and fails above 1e-5. \`graph.hourglass.json\` is the graph: the studio opens this folder, or a zip of it.
`;
}

export const packageJson = (drawing: Drawing): string =>
  `${JSON.stringify({ name: slug(titleOf(drawing), 'autoencoder'), version: '1.0.0', private: true, type: 'module', exports: { types: './model.d.ts', default: './model.js' }, scripts: { verify: 'node verify.js' }, engines: { node: '>=20' } }, null, 2)}\n`;

/** A page of ten lines. Pictures are drawn, where there is a code to decode; of other items, the score is told. */
export function page(drawing: Drawing, signatures: readonly Signature[]): string {
  const decoder = signatureOf(signatures, 'decoder');
  const shape = drawing.roles.output.type.shape;
  const [height, width, channels] = shape as readonly [number, number, number];
  const drawn = decoder?.inputs.length === 1 && shape.length === 3 && (channels === 1 || channels === 3);
  const head = `<!doctype html>\n<meta charset="utf-8" /><title>${html(titleOf(drawing))}</title>`;
  const guess = signatureOf(signatures, 'guess');
  if (guess) {
    // Of several inputs it is not known what goes together.
    const example = guess.inputs.length === 1 ? '\n  // A text of one token, which is hidden, and padding.\n  items[0] = 2;' : '';
    return `${head}
<p id="result">Loading…</p>
<script type="module">
  import { load, vocabulary } from './model.js';
  const model = await load();
  const items = ${exampleOf(guess)};${example}
  const { shape, values } = model.guess(items).probabilities;
  const first = values.subarray(0, shape[2]);
  const token = vocabulary[first.indexOf(Math.max(...first)) - 3] ?? 'something unknown';
  document.querySelector('#result').textContent = 'The first token is taken for ' + token;
</script>
`;
  }
  if (!drawn) {
    return `${head}
<p id="result">Loading…</p>
<script type="module">
  import { load } from './model.js';
  const model = await load();
  const { score } = model.score(${exampleOf(signatureOf(signatures, 'score')!)});
  document.querySelector('#result').textContent = 'The score of an item of zeros is ' + score.values[0];
</script>
`;
  }
  const place = channels === 1 ? 'i >> 2' : '3 * (i >> 2) + (i & 3)';
  return `${head}
<canvas width="${width}" height="${height}" style="width: ${Math.max(1, Math.round(280 / width)) * width}px; image-rendering: pixelated"></canvas>
<script type="module">
  import { load } from './model.js';
  const model = await load();
  const code = Float32Array.from({ length: ${sizeOf(decoder!.inputs[0]!.shape)} }, () => 2 * Math.random() - 1);
  const { values } = model.decode(code).restored;
  const pixels = Uint8ClampedArray.from({ length: ${4 * width * height} }, (_, i) => (i % 4 === 3 ? 255 : 255 * values[${place}]));
  document.querySelector('canvas').getContext('2d').putImageData(new ImageData(pixels, ${width}), 0, 0);
</script>
`;
}
