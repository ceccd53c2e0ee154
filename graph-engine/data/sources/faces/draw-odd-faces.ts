/** Draws faces with odd pictures among them, each with a stream of random numbers of its own. */
import { Random, streams } from '../../../random/counter';
import type { MemoryTable } from '../../table';
import type { LabelledSet, LoadOptions } from '../definition';
import { reportEvery } from '../progress';
import { Painter } from '../strokes/painter';
import { drawFace, type Face } from './face';
import { ODD_KINDS, type OddKind } from './odd-kinds';
import { paintDigit, paintLandscape } from './other-pictures';
import { paintFace, SIZE, usualParts, type Parts } from './paint-face';

const AREA = SIZE * SIZE;
const ODD = 0.1;

export function drawOddFaces(set: LabelledSet, options: LoadOptions): MemoryTable {
  const count = options.count || set.defaultCount;
  const values = new Uint8Array(count * AREA);
  const labels = new Uint8Array(count);
  const painter = new Painter(SIZE, SIZE);
  const [look, classes] = [streams.items(options.seed, set.id), streams.classes(options.seed, set.id)];
  const report = reportEvery(options, count);
  for (let item = 0; item < count; item++) {
    report(item);
    const kind = new Random(classes, item);
    labels[item] = kind.chance(ODD) ? 1 + kind.integer(ODD_KINDS.length - 1) : 0;
    paint(painter, ODD_KINDS[labels[item]!]!, new Random(look, item));
    painter.writeBytes(values, item * AREA);
  }
  return { name: set.title, shape: [SIZE, SIZE, 1], range: 'unit', count, values, scale: 1 / 255, labels, labelNames: set.labelNames, factors: null };
}

function paint(painter: Painter, label: OddKind, random: Random): void {
  if (label === 'digit') return paintDigit(painter, random);
  if (label === 'landscape') return paintLandscape(painter, random);
  const face = drawFace(random, random.chance(0.5));
  paintFace(painter, face, label === 'wrong parts' ? wrongParts(face, random) : usualParts(face));
  if (label === 'cut up') swapQuarters(painter.grey);
  if (label === 'upside down') painter.grey.reverse();
}

/** Moved, too many, or missing. */
function wrongParts(face: Face, random: Random): Parts {
  const { eyes, noses, mouths } = usualParts(face);
  const [left, right] = [eyes[0]!, eyes[1]!];
  return random.pick<Parts>([
    { eyes: eyes.map(([u]) => [u, 0.45]), noses, mouths: [[0, -0.2]] },
    { eyes: [[left[0], left[1] + 0.4], [right[0], right[1] - 0.15]], noses, mouths },
    { eyes: [[0, -0.2], [0, 0.25]], noses: [[-0.45, 0.1]], mouths: [[0.3, 0.5]] },
    { eyes: [...eyes, [0, -0.32]], noses, mouths },
    { eyes: [...eyes, [left[0], 0.26], [right[0], 0.26]], noses, mouths: [[0, 0.66]] },
    { eyes: [[-0.62, -0.08], [-0.2, -0.1], [0.2, -0.1], [0.62, -0.08]], noses, mouths },
    { eyes: [[0, -0.08]], noses, mouths },
    { eyes, noses: [], mouths: [] },
  ]);
}

/** Each quarter of the picture goes where the one across was. */
function swapQuarters(grey: Float32Array): void {
  const before = grey.slice();
  const half = SIZE / 2;
  for (let y = 0; y < SIZE; y++) for (let x = 0; x < SIZE; x++) grey[y * SIZE + x] = before[((y + half) % SIZE) * SIZE + ((x + half) % SIZE)]!;
}
