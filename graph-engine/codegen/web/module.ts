/** `model.js`: the model, what it calls of the kernels, and how it is loaded. */
import type { Drawing } from '../program/inference/parts';
import { COLUMN_WEIGHTS } from '../program/inference/score';
import type { Signature } from '../program/inference/signature';
import type { Mark } from '../program/target';
import type { NodeId } from '../../document/types';
import { methodNames, writeModel } from './model';
import { each, eachText, exactText } from './runtime/each';
import { kernelsText } from './runtime/kernels';
import { inputText, loadingText } from './runtime/loading';
import { functions, methods, tensorText } from './runtime/tensor';
import { number } from '../program/text';
import { comment, list, quote, wrapped } from './text';
import { weightsText } from './weights';

const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : quote(name));

/** The methods and functions that `text` calls, with those that these call. */
function calledIn(text: string, exact: boolean): { readonly methods: readonly string[]; readonly functions: readonly string[] } {
  const called = new Set<string>();
  const look = (part: string): void => {
    for (const name of Object.keys(methods)) {
      if (called.has(`.${name}`) || !new RegExp(`(?<!Math)\\.${name}\\(`).test(part)) continue;
      called.add(`.${name}`);
      look(methods[name]!.text(exact));
    }
    for (const [name, write] of Object.entries(functions)) {
      if (called.has(name) || !new RegExp(`(?:^|[^\\w.]|\\.\\.\\.)${name}\\b`).test(part)) continue;
      called.add(name);
      look(write(exact));
    }
  };
  look(text);
  return { methods: Object.keys(methods).filter((name) => called.has(`.${name}`)), functions: Object.keys(functions).filter((name) => called.has(name)) };
}

/** What each method takes, and what `load` gives. */
function loadText(drawing: Drawing, signatures: readonly Signature[], readsColumns: boolean): string {
  const places = drawing.roles.data.type.tag === 'data' ? drawing.roles.data.type.places : undefined;
  const inputs = new Map(signatures.flatMap((one) => one.inputs.map((input) => [input.name, input] as const)));
  const lines = [...inputs.values()].map(({ name, shape, fill }) => `  ${key(name)}: { shape: ${list(shape.map(String))}${fill ? `, fill: ${list([...fill].map(number))}` : ''} },`);
  const methodLines = signatures.map(({ part, inputs: own }) => {
    const [first, ...more] = own;
    const method = methodNames[part.name];
    const takes = `{ ${own.map((input) => `${key(input.name)}: INPUTS${/^[A-Za-z_]\w*$/.test(input.name) ? `.${input.name}` : `[${quote(input.name)}]`}`).join(', ')} }`;
    const [parameter, given] = more.length > 0 ? ['given', 'given ?? {}'] : ['items', `{ ${key(first!.name)}: items }`];
    return `    /** ${part.help.charAt(0).toUpperCase()}${part.help.slice(1)}. */\n    ${method}: (${parameter}) => compute('${method}', ${method}, ${takes}, ${given}, weights),`;
  });
  const columns = places && readsColumns ? [`/** Of each column of a prepared row: its first number, how many there are, and its weight in the score. */
const COLUMNS = ${list(places.map(({ at, width, weight }) => list([at, width, weight].map(number))))};

/** Which numbers belong to which column, with the weight of each: [width, columns]. */
function columnsTensor() {
  const [at, width] = COLUMNS.at(-1);
  const numbers = new Float32Array((at + width) * COLUMNS.length);
  COLUMNS.forEach(([from, many, weight], column) => {
    for (let i = from; i < from + many; i++) numbers[i * COLUMNS.length + column] = weight;
  });
  return tensorOf([at + width, COLUMNS.length], numbers);
}
`] : [];
  return [
    ...columns,
    `/** What goes in: the shape of an item${[...inputs.values()].some(({ fill }) => fill) ? ', and what stands where nothing was measured' : ''}. */
const INPUTS = {
${lines.join('\n')}
};

/**
 * Loads the kernels and the weights, which lie beside this module unless they are given: kernels.wasm and
 * weights.safetensors. Then everything is computed at once, in the thread that asks.
 */
export async function load(given = {}) {
  const [code, file] = await Promise.all([given.kernels ?? read('kernels.wasm'), given.weights ?? read('weights.safetensors')]);
  await start(code);
  if (kept) free = kept;
  const weights = weightsFrom(readTensors(file));
${places && readsColumns ? '  weights.columns = columnsTensor();\n' : ''}  kept = free;
  return {
${methodLines.join('\n')}
  };
}`,
  ].join('\n');
}

export interface ModuleText {
  readonly text: string;
  readonly marks: Readonly<Record<NodeId, readonly Mark[]>>;
}

/** What a text calls, with the class of tensors and the kernels, in the order in which it is read. */
export function runtimeText(text: string, exact: boolean): readonly string[] {
  const rest = [text, kernelsText, ...(exact ? [exactText] : []), eachText([], exact)];
  const called = calledIn(rest.join('\n'), exact);
  const ofEach = called.methods.filter((name) => name in each);
  return [
    ...called.functions.map((name) => functions[name]!(exact)),
    ...(ofEach.length > 0 ? [eachText(ofEach, exact)] : []),
    ...(exact ? [exactText] : []),
    tensorText(called.methods, exact),
    kernelsText,
  ];
}

/** `vocabulary`: of a text. */
export function moduleText(drawing: Drawing, signatures: readonly Signature[], vocabulary: readonly string[]): ModuleText {
  const model = writeModel(drawing, signatures);
  const hasRows = signatures.some(({ inputs }) => inputs.some(({ fill }) => fill));
  const exact = hasRows || model.source.text.includes('.double()');
  const title = drawing.document.name.trim() || 'Autoencoder';
  const used = [...model.weights].map(([name, shape]) => ({ name, shape }));
  const names = new Map([...model.names].map(([id, { value }]) => [id, value]));
  const words = vocabulary.length > 0 ? [`/** The tokens of a text from number 3 on. */\nexport const vocabulary = [\n${wrapped(vocabulary.map(quote))}\n];`] : [];
  const loading = [...words, weightsText(drawing, names, used), loadText(drawing, signatures, model.weights.has(COLUMN_WEIGHTS)), inputText(hasRows), loadingText];
  const head = comment(
    `${title}: an autoencoder as one module without dependencies, exported from the studio Hourglass. Runs in pages, workers and Node 20. First the model, a function for each node; then loading; then tensors in the memory of kernels.wasm. In shapes, N is the number of items.`,
  );
  const body = [...loading, ...runtimeText([model.source.text, ...loading].join('\n'), exact)];
  const marks: Record<NodeId, Mark[]> = {};
  for (const { node, fromLine, toLine } of model.source.marks()) (marks[node] ??= []).push({ path: 'model.js', fromLine: fromLine + head.length, toLine: toLine + head.length });
  return { text: `${head.join('\n')}\n${model.source.text}\n${body.join('\n\n')}\n`, marks };
}
