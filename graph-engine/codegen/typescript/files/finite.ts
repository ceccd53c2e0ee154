/** `finite.ts`: where a value that is not finite came from. */
import { Source } from '../../program/source';

/** Prepared numbers usually lie within ±1, and standardised ones seldom outside of this. */
const LARGE = 10;

const explanation = `/**
 * The first of these values that is not finite, by its name. A node gives a tensor, or several by
 * port; \`values\` has them in the order in which they were computed.
 */
function firstIn(values: object): string | null {
  for (const [name, value] of Object.entries<tf.Tensor | object>({ ...values })) {
    if (value instanceof tf.Tensor) {
      if (!isFinite(value)) return name;
      continue;
    }
    const port = firstIn(value);
    if (port) return \`\${name}.\${port}\`;
  }
  return null;
}

/**
 * Names the weight or the node that was not finite first, what the numbers of the data are, and a
 * cure, which before anything was \`learned\` cannot be a lower learning rate.
 */
export function notFinite(
  when: string,
  learned: boolean,
  batch: Batch,
  values: object,
  weights: NamedWeight[],
): Error {
  const weight = weights.find(([, variable]) => !isFinite(variable));
  const place = weight ? \`the weight \${weight[0]}\` : (firstIn(values) ?? 'the loss');
  const { text, isLarge } = rangeOf(batch);
  const cures = [
    ...(isLarge ? ['make them smaller, or let the Dataset standardise them'] : []),
    ...(learned ? ['lower the learning rate in src/trainer.ts'] : []),
  ];
  const cure = cures.join('; or ') || 'it comes from the weights that the training began with';
  return new Error(\`\${when} a value was not finite, first in \${place}. \${text}: \${cure}\`);
}`;

/** `trains`: there is a trainer, which needs more than the range. */
export const finiteFile = (trains: boolean): Source =>
  new Source('src/finite.ts').add(`/** Says where a value that is not finite came from, and what the data were. */
import ${trains ? '' : 'type '}* as tf from '@tensorflow/tfjs';
import type { Batch } from './model.ts';
${trains ? "import type { NamedWeight } from './ops.ts';\n\nconst isFinite = (x: tf.Tensor): boolean => x.dataSync<'float32'>().every(Number.isFinite);\n" : ''}
/** Numbers that go into a network lie within ±1 or so. */
const large = ${LARGE};

/** The Dataset with the largest numbers, as a sentence. */
export function rangeOf(batch: Batch): { text: string; isLarge: boolean } {
  const ranges = Object.entries<tf.Tensor>({ ...batch }).map(([name, tensor]) => {
    let [low, high] = [Infinity, -Infinity];
    for (const value of tensor.dataSync<'float32'>()) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { name, low, high, size: Math.max(-low, high) };
  });
  const { name, low, high, size } = ranges.reduce((most, range) => (range.size > most.size ? range : most));
  const print = (value: number): string => String(Number(value.toPrecision(3)));
  return { text: \`\${name} gives numbers from \${print(low)} to \${print(high)}\`, isLarge: size > large };
}
${trains ? `\n${explanation}` : ''}`.trimEnd());
