/** Draws a set of faces, each with a stream of random numbers of its own. */
import { Random, streams } from '../../../random/counter';
import type { MemoryTable } from '../../table';
import type { LabelledSet, LoadOptions } from '../definition';
import { reportEvery } from '../progress';
import { Painter } from '../strokes/painter';
import { drawFace, FACTORS, factorsOf } from './face';
import { paintFace, SIZE } from './paint-face';

const AREA = SIZE * SIZE;

export function drawFaces(set: LabelledSet, options: LoadOptions): MemoryTable {
  const count = options.count || set.defaultCount;
  const values = new Uint8Array(count * AREA);
  const labels = new Uint8Array(count);
  const factors = new Float32Array(count * FACTORS.length);
  const painter = new Painter(SIZE, SIZE);
  const look = streams.items(options.seed, set.id);
  const report = reportEvery(options, count);
  for (let item = 0; item < count; item++) {
    report(item);
    const random = new Random(look, item);
    const face = drawFace(random, random.chance(0.5));
    labels[item] = Number(face.glasses);
    factors.set(factorsOf(face), item * FACTORS.length);
    paintFace(painter, face);
    painter.writeBytes(values, item * AREA);
  }
  return { name: set.title, shape: [SIZE, SIZE, 1], range: 'unit', count, values, scale: 1 / 255, labels, labelNames: set.labelNames, factors: { names: FACTORS, values: factors } };
}
