/** Faces of ORL (300, 30 people) as 24 × 28 grey pixels, and as many pictures of other things: small photographs of CIFAR-10 and pieces of Kodak's. */
import { loadDataPath } from '@/cli/load-data';
import type { MemoryTable } from '@/graph-engine/data/table';

const [WIDTH, HEIGHT] = [24, 28];
/** Of CIFAR-10; and pieces of each of the twelve photographs of Kodak. */
const [PHOTOGRAPHS, PIECES] = [300, 25];

/** The middle columns of square pictures. */
function narrowed({ values, count, shape: [height, width] }: MemoryTable): Uint8Array {
  const from = (width! - WIDTH) / 2;
  return Uint8Array.from({ length: count * HEIGHT * WIDTH }, (_, i) => {
    const [item, y, x] = [Math.floor(i / (HEIGHT * WIDTH)), Math.floor(i / WIDTH) % HEIGHT, i % WIDTH];
    return values[(item * height! + y) * width! + from + x]!;
  });
}

/** `shared`: the path of a file that lies beside the project. */
export async function facesAndOthers(shared: (path: string) => string): Promise<MemoryTable> {
  const size = { colour: 'grey', width: WIDTH, height: HEIGHT } as const;
  const faces = await loadDataPath(shared('orl_faces/orl_grid_10cols_92x112.png'), { pictures: { ...size, tile: { width: 92, height: 112 } } });
  const photographs = await loadDataPath(shared('cifar10_sprites/cifar10_batch_0.png'), { pictures: { ...size, rows: { width: 32, height: 32 } } });
  const pieces = await loadDataPath(shared('kodak'), { pictures: { colour: 'grey', patches: { size: HEIGHT, perPicture: PIECES, seed: 1 } } });
  const parts = [faces.values, photographs.values.subarray(0, PHOTOGRAPHS * HEIGHT * WIDTH), narrowed(pieces)];
  const values = Uint8Array.from(parts.flatMap((part) => [...part]));
  const count = values.length / (HEIGHT * WIDTH);
  return {
    name: 'ORL faces and others', shape: [HEIGHT, WIDTH, 1], range: 'unit', count, values, scale: 1 / 255, integers: { bits: 8, signed: false },
    labels: Uint8Array.from({ length: count }, (_, i) => Number(i >= faces.count)), labelNames: ['face', 'other'], factors: null,
  };
}
