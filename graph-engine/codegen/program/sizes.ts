/** Sizes that may follow the batch, as text of a language. */
import { level, type Expression } from './expression';
import { isGrowing, isShrinking, type Figure, type Size } from './growth';
import { number } from './text';
import type { Anchor } from './write-region';

/** How a language says them. */
export interface SizeWords {
  /** How many items a tensor has: `len(x)`. */
  items(tensor: string): string;
  /** What sizes stand in: `(2, 3)`. */
  list(sizes: readonly string[]): string;
  /** A count of the batch where it is only told, alone and as a multiple: `N`, `64N`. */
  readonly told: readonly [alone: string, multiple: string];
  /** What is known of an expression of sizes. */
  readonly marks?: Pick<Expression, 'isScalar'>;
}

const sized = (of: Size, anchor: Anchor, items: SizeWords['items']): string => {
  if (!isGrowing(of)) return number(of);
  const { name, times } = anchor(of.times);
  const share = of.times / times;
  const many = share === 1 ? items(name) : `${number(share)} * ${items(name)}`;
  return of.plus === 0 ? many : `${many} ${of.plus < 0 ? '-' : '+'} ${number(Math.abs(of.plus))}`;
};

export const numeric = (value: number): Expression => ({ text: number(value), level: value < 0 ? level.unary : level.atom, isNumber: true });

export const sizesIn = ({ items, list, told: [alone, multiple], marks = {} }: SizeWords) => ({
  /** `len(x)`, `64 * len(x)`, `64 * len(x) + 3` */
  size: (of: Size, anchor: Anchor): string => sized(of, anchor, items),
  figure(value: Figure, anchor: Anchor): Expression {
    if (isShrinking(value)) {
      const { name, times } = anchor(Math.round(1 / value.over));
      return { text: `${number(value.over * times)} / ${items(name)}`, level: level.product, ...marks };
    }
    if (!isGrowing(value)) return numeric(value);
    const text = sized(value, anchor, items);
    return { text, level: value.plus !== 0 ? level.sum : text.includes(' * ') ? level.product : level.atom, ...marks };
  },
  shapeOf: (shape: readonly Size[], anchor: Anchor): string => list(shape.map((one) => sized(one, anchor, items))),
  /** For a comment, which is not run. */
  printShape: (shape: readonly Size[]): string => list(shape.map((one) => sized(one, () => ({ name: '', times: 1 }), () => alone).replace(new RegExp(`^(\\d+) \\* ${alone}$`), `$1${multiple}`))),
});
