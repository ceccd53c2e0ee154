import { summed, vector, type Score } from './definition';

export const codeDistance: Score = {
  id: 'code-distance',
  title: 'Distance of the code',
  help: 'How far the code lies from the codes of training rows: the squared distance from their mean, in standard deviations of each number of the code.',
  fits: ({ codes }) => codes !== null,
  refer({ count, codes }) {
    const { size, values } = codes!;
    const [mean, deviation] = [new Float64Array(size), new Float64Array(size)];
    for (let i = 0; i < values.length; i++) mean[i % size]! += values[i]! / Math.max(1, count);
    for (let i = 0; i < values.length; i++) deviation[i % size]! += (values[i]! - mean[i % size]!) ** 2 / Math.max(1, count);
    return { mean: vector(Float32Array.from(mean)), deviation: vector(Float32Array.from(deviation, (variance) => Math.sqrt(variance))) };
  },
  score({ count, codes }, { mean, deviation }) {
    const { size, values } = codes!;
    const widest = deviation!.data.reduce((most, one) => Math.max(most, one), 0);
    // A number of the code that never moves says nothing, and would say everything.
    const by = deviation!.data.map((one) => (one > 1e-6 * widest ? one : Infinity));
    return summed(count, Float64Array.from(values, (value, i) => ((value - mean!.data[i % size]!) / by[i % size]!) ** 2), Array.from({ length: size }, (_, i) => `code ${i + 1}`));
  },
};
