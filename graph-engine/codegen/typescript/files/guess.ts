/** `infer.ts` of a model that guesses hidden tokens. */
import { findMaskedLanguage } from '../../../inspect/text/masked-language';
import { passesOf } from '../../program/passes';
import { Source } from '../../program/source';
import type { CodeNode, Project } from '../project';
import { isText } from './data/texts';

/** The Dataset whose hidden tokens are guessed, where it is the only one and nothing else is needed; else null. */
export function guessedOf({ document, modules, datasets }: Project): CodeNode | null {
  const [node, ...others] = datasets;
  if (!node || others.length > 0 || !isText(node) || !passesOf(modules).methods.reconstruct) return null;
  return findMaskedLanguage(document, modules.analysis) ? node : null;
}

export const guessFile = ({ name }: CodeNode): Source =>
  new Source('src/infer.ts').add(`/**
 * Guesses hidden tokens: \`npm run infer -- --text "the dog [hidden] the bird ."\`. Without a text it
 * hides a random token of each of some items; it prints what the model takes each for, and writes
 * outputs.json.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type * as tf from '@tensorflow/tfjs';
import { useBackend } from './backend.ts';
import { expectWritable, run, wholeNumber, writeWhole } from './command.ts';
import { batchOf, countOf, loadData, prepare, type Items } from './data.ts';
import { Model } from './model.ts';
import { firstToken, hidden, numbered, padding, texts, tokensOf } from './tokens.ts';
import { loadWeights } from './weights.ts';

/** Items at a time, so that a large file needs no memory of its size. */
const chunk = 250;
/** What stands in a text for a hidden token. */
const mark = '[hidden]';
const reading = texts.${name};
const { places, vocabulary } = reading;

interface Guess {
  place: number;
  /** What stood there; null where nobody knows. */
  token: string | null;
  guesses: { token: string; probability: number }[];
}

const wordOf = (number: number): string =>
  vocabulary[number - firstToken] ?? ['', '[unknown]', mark][number] ?? '';

/** A text in which some tokens are hidden. */
function readMarked(text: string): Items {
  const parts = text.split(mark).map((part) => tokensOf(part, reading));
  // What is no token of any vocabulary holds the places of the hidden ones.
  const tokens = parts.flatMap((part, i) => (i === 0 ? part : ['', ...part]));
  const items = numbered([tokens], reading);
  tokens.slice(0, places).forEach((token, place) => {
    if (token === '') items.values[place] = hidden;
  });
  return items;
}

/** Hides a random token of each item. */
function hideOne(items: Items): Items {
  const values = items.values.slice();
  for (let from = 0; from < values.length; from += places) {
    const end = values.subarray(from, from + places).indexOf(padding);
    values[from + Math.floor(Math.random() * (end < 0 ? places : end))] = hidden;
  }
  return { ...items, values };
}

/** The likeliest tokens at the hidden places of an item; \`rows\` has probabilities of all places. */
function guessesOf(seen: number[], right: number[], rows: number[][], most: number): Guess[] {
  return seen.flatMap((number, place) => {
    if (number !== hidden) return [];
    const best = [...rows[place]!.entries()].sort(([, a], [, b]) => b - a).slice(0, most);
    return {
      place,
      token: right[place] === hidden ? null : wordOf(right[place]!),
      guesses: best.map(([id, probability]) => ({ token: wordOf(id), probability })),
    };
  });
}

await run(async () => {
  const { values: options } = parseArgs({
    options: {
      /** A text in which [hidden] stands for each hidden token. */
      text: { type: 'string' },
      /** Text file instead of the one in data/. */
      data: { type: 'string', multiple: true },
      items: { type: 'string', default: '16' },
      /** Of each hidden token. */
      guesses: { type: 'string', default: '3' },
      weights: { type: 'string', default: 'weights.safetensors' },
      out: { type: 'string', default: 'outputs.json' },
      /** Prints one JSON object instead of lines. */
      json: { type: 'boolean', default: false },
    },
  });
  const wanted = wholeNumber('--items', options.items, 1);
  const most = wholeNumber('--guesses', options.guesses, 1);
  if (!existsSync(options.weights)) {
    throw new Error(\`\${options.weights || '""'}: nothing there; npm run train makes weights\`);
  }
  expectWritable(options.out);

  await useBackend();
  const model = new Model();
  loadWeights(options.weights, Object.values(model.weights).flat());
  const { text } = options;
  const items = text === undefined ? prepare(loadData(options.data)).${name} : readMarked(text);
  const shown = text === undefined ? hideOne(items) : items;
  const count = Math.min(wanted, countOf({ ${name}: items }));
  const between = reading.tokens === 'words' ? ' ' : '';
  const found: { text: string; hidden: Guess[] }[] = [];
  for (let from = 0; from < count; from += chunk) {
    const rows = Array.from({ length: Math.min(chunk, count - from) }, (_, i) => from + i);
    const batch = batchOf({ ${name}: shown }, rows);
    const output = model.guess(batch.${name});
    const probabilities = output.softmax() as tf.Tensor3D;
    const all = probabilities.arraySync();
    [batch.${name}, output, probabilities].forEach((tensor) => tensor.dispose());
    rows.forEach((item, row) => {
      const at = (values: Float32Array): number[] => [
        ...values.subarray(item * places, (item + 1) * places),
      ];
      const seen = at(shown.values);
      const words = seen.filter((number) => number !== padding).map(wordOf);
      const guesses = guessesOf(seen, at(items.values), all[row]!, most);
      found.push({ text: words.join(between), hidden: guesses });
    });
  }
  writeWhole(options.out, [JSON.stringify({ items: count, found })]);
  if (options.json) {
    console.log(JSON.stringify({ items: count, out: options.out }));
    return;
  }
  for (const one of found) {
    console.log(one.text);
    for (const { token, guesses } of one.hidden) {
      const told = guesses.map((guess) => \`"\${guess.token}" \${guess.probability.toFixed(2)}\`);
      console.log(\`  \${told.join(', ')}\${token === null ? '' : \`; it was "\${token}"\`}\`);
    }
  }
  console.log(\`\${count} items, guesses in \${options.out}\`);
});`);
