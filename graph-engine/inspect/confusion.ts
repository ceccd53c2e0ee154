/** Which label is taken for which, and what follows from that. */

export interface Confusion {
  readonly classes: number;
  /** Items by their label and by what they are taken for: [classes, classes], row-major. */
  readonly counts: Uint32Array;
  /** Items without a known label, which are in no count. */
  readonly unknown: number;
}

/** The place of the greatest number, the first of equal ones; −1 where all are 0. */
function placeOf(values: ArrayLike<number>, from: number, classes: number): number {
  let best = 0;
  let isZero = true;
  for (let i = 0; i < classes; i++) {
    if (values[from + i]! > values[from + best]!) best = i;
    isZero &&= values[from + i] === 0;
  }
  return isZero ? -1 : best;
}

/** `logits`: [count, classes]. `labels`: [count, classes], one-hot, a row of zeros where none is known; or [count] whole numbers where `indices`. */
export function confusionOf(logits: ArrayLike<number>, labels: ArrayLike<number>, classes: number, indices: boolean): Confusion {
  const counts = new Uint32Array(classes * classes);
  const count = logits.length / classes;
  let unknown = 0;
  for (let item = 0; item < count; item++) {
    const label = indices ? labels[item]! : placeOf(labels, item * classes, classes);
    if (label < 0) unknown++;
    else counts[label * classes + Math.max(0, placeOf(logits, item * classes, classes))]!++;
  }
  return { classes, counts, unknown };
}

export interface ConfusionFigures {
  /** Items with a label. */
  readonly known: number;
  /** Those that are taken for what they are. */
  readonly right: number;
  /** The share of them; null where no label is known. */
  readonly accuracy: number | null;
  /** By label, the share of its items that are found; null where it has none. */
  readonly recall: readonly (number | null)[];
  /** By label, the share that is right of the items taken for it; null where there are none. */
  readonly precision: readonly (number | null)[];
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export function confusionFigures({ classes, counts }: Pick<Confusion, 'classes' | 'counts'>): ConfusionFigures {
  const [ofLabel, takenFor] = [new Float64Array(classes), new Float64Array(classes)];
  counts.forEach((count, i) => {
    ofLabel[Math.floor(i / classes)]! += count;
    takenFor[i % classes]! += count;
  });
  const hits = Array.from({ length: classes }, (_, i) => counts[i * classes + i]!);
  const known = ofLabel.reduce((sum, n) => sum + n, 0);
  const right = hits.reduce((sum, n) => sum + n, 0);
  return { known, right, accuracy: share(right, known), recall: hits.map((hit, i) => share(hit, ofLabel[i]!)), precision: hits.map((hit, i) => share(hit, takenFor[i]!)) };
}

export interface Mistake {
  readonly label: number;
  readonly taken: number;
  readonly count: number;
}
/** What is taken for something else most often, the most frequent first. */
export function mistakesOf({ classes, counts }: Pick<Confusion, 'classes' | 'counts'>, most: number): readonly Mistake[] {
  const found: Mistake[] = [];
  counts.forEach((count, i) => {
    const [label, taken] = [Math.floor(i / classes), i % classes];
    if (label !== taken && count > 0) found.push({ label, taken, count });
  });
  return found.sort((a, b) => b.count - a.count).slice(0, most);
}
