/** `README.md`: what the files take and give, and how to run them. */
import type { ValueInfo } from './model-proto';
import { IR_VERSION, OPSET } from './model-proto';
import type { OnnxFile } from './file';
import type { Told } from '../program/inference/told';
import type { Drawing } from '../program/inference/parts';

/** What a project that runs the files in JavaScript installs. */
export const RUNTIME = '1.30.0';

/** Text of the user that stays text in Markdown. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+!|~&$-]/g, '\\$&');
const types = { float: 'float32', double: 'float64', int64: 'int64', bool: 'bool' } as const;
const printed = ({ name, type, shape }: ValueInfo): string => `\`${name}\` ${types[type]} [${shape.join(', ')}]`;

function inputText({ columns, vocabulary, preparation: { kind } }: Told, drawing: Drawing): string {
  if (columns.length > 0) {
    return `The files take rows as they stand in the table, and prepare them themselves. A row has ${columns.length} numbers, in this order; what is missing is NaN, and a category is the place of its name, counted from 0.\n\n${columns
      .map(({ name, names, preparation }, i) => `- ${i}: ${plain(name)}: ${names ? `one of ${names.map(plain).join(', ')}` : 'a number'} (${preparation})`)
      .join('\n')}`;
  }
  if (vocabulary.length > 0) {
    return `The files take the numbers of tokens, [${drawing.roles.data.type.shape.join(', ')}] as floats: 0 is padding, at the end alone, 1 a token that the vocabulary does not hold, 2 a hidden one, and from 3 on come the tokens of the vocabulary, which stands in the files as \`vocabulary\`, a list in JSON. \`probabilities\` says of each place and of each of these numbers how likely it is there; what is hidden is guessed by it. There is no score: at a place that is not hidden the model sees the token itself.`;
  }
  const { shape } = drawing.roles.data.type;
  const order = shape.length === 3 ? ': height, width and channels in this order' : '';
  return `The files take items of [${shape.join(', ')}]${order}. Numbers go in as the file has them, and bytes divided by 255. What the studio did to the numbers (“${kind}”) is part of the graph.`;
}

export function readme(drawing: Drawing, files: readonly OnnxFile[], told: Told): string {
  const model = files.find(({ part }) => part.name === 'model' || part.name === 'guess')!;
  const given = model.outputs[0]!.name;
  const first = model.inputs[0]!;
  const sizes = first.shape.slice(1);
  const feeds = model.inputs.map((input) => `"${input.name}": ${input === first ? 'items' : `numpy.zeros([1, ${input.shape.slice(1).join(', ')}], dtype="float32")`}`);
  const count = sizes.reduce<number>((product, size) => product * Number(size), 1);
  const array = first.type === 'double' ? 'Float64Array' : 'Float32Array';
  const more = model.inputs.slice(1).map((input) => `, '${input.name}': new ort.Tensor('float32', new Float32Array(${input.shape.slice(1).reduce<number>((product, size) => product * Number(size), 1)}), [1, ${input.shape.slice(1).join(', ')}])`);
  return `# ${plain(drawing.document.name) || 'Autoencoder'}

An autoencoder in ONNX (operator set ${OPSET}, format version ${IR_VERSION}), exported from the studio Hourglass with its trained weights. The axis \`batch\` is free.

${files.map(({ path, part, inputs, outputs }) => `- \`${path}\` gives ${part.help}: ${inputs.map(printed).join(', ')} → ${outputs.map(printed).join(', ')}`).join('\n')}
${drawing.roles.code ? '' : '\nThe drawing has no code between the data and their reconstruction, so there is no encoder and no decoder.\n'}
${inputText(told, drawing)}

${told.vocabulary.length > 0 ? '' : `\`reconstruction\` is what training compares with prepared items, as \`score.onnx\` does; \`restored\` is the same in the units of the file${told.columns.length > 0 ? ', a number for each column in the row, of a category the place of its likeliest name' : ''}. `}Weights have the names that they have in weights.safetensors. Nothing is drawn at random. \`graph.hourglass.json\` and \`weights.safetensors\` are the drawing and its weights: the studio opens this folder, or a zip of it.
${told.classes.length > 0 ? `\nClasses: ${told.classes.map(plain).join(', ')}.\n` : ''}
## Python

\`\`\`python
import numpy
import onnxruntime

session = onnxruntime.InferenceSession("${model.path}")
items = numpy.zeros([1, ${sizes.join(', ')}], dtype="${types[first.type]}")
feeds = {${feeds.join(', ')}}
(${given},) = session.run(["${given}"], feeds)
print(${given}.shape)
told = session.get_modelmeta().custom_metadata_map
print(told["document"], told["preparation"])
\`\`\`

## TypeScript

\`\`\`ts
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';

const session = await ort.InferenceSession.create(readFileSync('${model.path}'));
const items = new ort.Tensor(new ${array}(${count}), [1, ${sizes.join(', ')}]);
const { ${given} } = await session.run({ '${first.name}': items${more.join('')} });
console.log(${given}!.dims, ${given}!.data);
\`\`\`

## What it is compared with

\`check.safetensors\` holds a few items and what the studio computed for them; it is written where the data are at hand. Either command prints the greatest difference, and fails above 1e-5:

\`\`\`sh
npm install && npm run verify
pip install onnxruntime numpy && python verify.py
\`\`\`
`;
}

export const packageJson = (): string => `${JSON.stringify({ name: 'autoencoder', private: true, type: 'module', scripts: { verify: 'node verify.mjs' }, dependencies: { 'onnxruntime-web': RUNTIME } }, null, 2)}\n`;
