/** Fashion-MNIST, the 60,000 training images (Xiao, Rasul & Vollgraf 2017), downloaded when asked for. */
import type { DatasetDefinition } from './definition';

const folder = 'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion';

export const fashionMnist = {
  id: 'fashion-mnist',
  title: 'Fashion-MNIST',
  help: '60,000 pictures of clothes, 28 × 28, in ten kinds: as small as MNIST, with grey levels and harder. Downloads 26 MB once; the browser keeps it.',
  origin: 'download',
  licence: 'MIT (Zalando SE)',
  shape: [28, 28, 1],
  range: 'unit',
  defaultCount: 60_000,
  classes: 10,
  labelNames: ['T-shirt', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  download: {
    images: {
      url: `${folder}/train-images-idx3-ubyte.gz`,
      bytes: 26_421_880,
      sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
    },
    labels: {
      url: `${folder}/train-labels-idx1-ubyte.gz`,
      bytes: 29_515,
      sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
    },
  },
} as const satisfies DatasetDefinition;
