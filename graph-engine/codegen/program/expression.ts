/** Expressions of a language with infix operators: a text, and how tightly its outermost operator binds. */

/** 0: a name, a call, an attribute; the higher, the looser. */
export type Level = 0 | 1 | 2 | 3 | 4;
export const level = { atom: 0, unary: 1, product: 2, sum: 3, comparison: 4 } as const;

export interface Expression {
  readonly text: string;
  readonly level: Level;
  /** A number as it stands, which has no methods. */
  readonly isNumber?: true;
  /** A number of the language under a name, or computed of such: no tensor. */
  readonly isScalar?: true;
}
export const atom = (text: string): Expression => ({ text, level: level.atom });

/** The text, in parentheses where its operator binds less tightly than `most`. */
export const within = (expression: Expression, most: Level): string => (expression.level <= most ? expression.text : `(${expression.text})`);

/** `a - b` and `a / b` take a right operand of their own level in parentheses; sums and products too, so that the order of rounding stays. */
export function infix(x: Expression, operator: string, y: Expression, of: Level): Expression {
  return { text: `${within(x, of)} ${operator} ${within(y, (of - 1) as Level)}`, level: of };
}
