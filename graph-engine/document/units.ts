/** The unit of a figure: what it counts, and of what. Whoever makes a figure says it, and every place that shows one prints it from here. */

export interface Unit {
  /** `nats`, `squared error`; several where figures of several units were added up; none where the name of the figure says it. */
  readonly of: readonly string[];
  /** One item of the data, one number of an item, one choice among classes; null for what is counted over many items. */
  readonly per: 'item' | 'number' | 'choice' | null;
}
/** What an item of the data is called. */
export type ItemWord = 'image' | 'row' | 'item';

export const unit = (of: string, per: Unit['per'] = null): Unit => ({ of: [of], per });
/** Entropies and divergences by natural logarithms, of an item. */
export const nats = unit('nats', 'item');
export const squaredError = unit('squared error', 'item');
/** What the name of a figure says already. */
export const plain: Unit = { of: [], per: null };
export const perItem: Unit = { of: [], per: 'item' };

/** `nats per image`, `squared error per number`, `codes` */
export function printUnit({ of, per }: Unit, item: ItemWord): string {
  return [of.join(' + '), ...(per === null ? [] : [`per ${per === 'item' ? item : per}`])].filter(Boolean).join(' ');
}

/** Of a weighted sum of figures of these units: `squared error + nats per image`, `squared error per number + nats per image`. What is counted of a batch, in a unit that others have per item, is not named again. */
export function printSum(units: readonly Unit[], item: ItemWord): string {
  const counted = units.filter(({ of, per }) => per !== null || !units.some((other) => other.per !== null && of.every((word) => other.of.includes(word))));
  const [first] = counted;
  if (first && counted.every(({ per }) => per === first.per)) return printUnit({ of: [...new Set(counted.flatMap(({ of }) => of))], per: first.per }, item);
  return [...new Set(counted.map((one) => printUnit(one, item)))].join(' + ');
}
