/** dSprites (Matthey, Higgins, Hassabis & Lerchner 2017), from a file of the user. */
import type { DatasetDefinition } from './definition';

/*
 * No download: a checksum that can be traced is published for the HDF5 file alone, by tensorflow_datasets (datasets/dsprites/checksums.tsv: 28,024,106 bytes,
 * SHA-256 729fa22e884c…a745bb), and HDF5 is not read here. Of the NPZ file the repository at fa310c6 has the object id d98996d3f8ee…8910d5, which is the SHA-1 of more than the file.
 */
export const dsprites = {
  id: 'dsprites',
  title: 'dSprites',
  help: '737,280 binary pictures, 64 × 64, of one square, ellipse or heart: every combination of 6 scales, 40 rotations and 32 × 32 places once. The factors are in the same file, which you fetch (26 MB) and drop here.',
  origin: 'download',
  licence: 'Apache 2.0 (DeepMind)',
  shape: [64, 64, 1],
  range: 'binary',
  defaultCount: 737_280,
  classes: 3,
  labelNames: ['square', 'ellipse', 'heart'],
  reading: { labels: 'latents_classes', labelColumn: 1 },
  protocol: 'Nothing is held out for the factors: a code is compared with them over all pictures (mutual information gap).',
  get: { page: 'https://github.com/google-deepmind/dsprites-dataset', how: 'Take dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz.' },
} as const satisfies DatasetDefinition;
