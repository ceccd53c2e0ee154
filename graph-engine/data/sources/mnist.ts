/** MNIST, the 60,000 training images (LeCun, Bottou, Bengio & Haffner 1998), downloaded when asked for. */
import type { DatasetDefinition } from './definition';

const addresses = (file: string) => ({
  url: `https://raw.githubusercontent.com/fgnt/mnist/master/${file}`,
  mirrors: [`https://storage.googleapis.com/cvdf-datasets/mnist/${file}`],
});

export const mnist = {
  id: 'mnist',
  title: 'MNIST',
  help: '60,000 handwritten digits, 28 × 28, centred by mass: the set that most papers on autoencoders begin with. Downloads 10 MB once; the browser keeps it.',
  origin: 'download',
  licence: 'CC BY-SA 3.0 (Yann LeCun, Corinna Cortes, Christopher J. C. Burges)',
  shape: [28, 28, 1],
  range: 'unit',
  defaultCount: 60_000,
  classes: 10,
  labelNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  download: {
    images: {
      ...addresses('train-images-idx3-ubyte.gz'),
      bytes: 9_912_422,
      sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
    },
    labels: {
      ...addresses('train-labels-idx1-ubyte.gz'),
      bytes: 28_881,
      sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
    },
  },
} as const satisfies DatasetDefinition;
