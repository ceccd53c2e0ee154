/** What formulas of optimisers have beside the table of operations. */
import { atom } from '../../program/expression';
import type { FormulaLanguage } from '../../program/write-optimizer';
import { typescript } from '../ops';

export const tfjs: FormulaLanguage = {
  language: typescript,
  sqrt: (of) => atom(`Math.sqrt(${of.text})`),
  min: (x, y) => atom(`Math.min(${x.text}, ${y.text})`),
  product: (count, factor) => atom(`product(${count.text}, (i) => ${factor.text})`),
};
