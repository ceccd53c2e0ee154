import { summed, type Score } from './definition';

/** How the part of the code is called among the columns. */
export const CODE = '(code)';

export const evidence: Score = {
  id: 'evidence',
  title: 'Negative evidence lower bound',
  help: 'The error of the reconstruction and the divergence of the code from its prior, as in the loss: what a variational autoencoder says of an item (Kingma & Welling 2014).',
  fits: ({ divergence }) => divergence !== null,
  refer: () => ({}),
  score({ count, errors, columns, divergence }) {
    const width = columns.length;
    const shares = new Float64Array(count * (width + 1));
    for (let item = 0; item < count; item++) {
      shares.set(errors.subarray(item * width, (item + 1) * width), item * (width + 1));
      shares[item * (width + 1) + width] = divergence![item]!;
    }
    return summed(count, shares, [...columns, CODE]);
  },
};
