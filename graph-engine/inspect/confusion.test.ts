import { describe, expect, it } from 'vitest';
import { confusionFigures, confusionOf, mistakesOf } from './confusion';

const logits = [3, 1, 0, 0, 2, 1, 0.5, 0.1, 0.2, -3, -1, -2, 1, 1, 0];

describe('a confusion matrix', () => {
  it('counts items by their label and by what they are taken for, and leaves out those without a label', () => {
    const labels = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0];
    const confusion = confusionOf(logits, labels, 3, false);
    expect([...confusion.counts]).toEqual([2, 0, 0, 0, 1, 0, 1, 0, 0]);
    expect(confusion.unknown).toBe(1);
    expect(confusionFigures(confusion)).toEqual({ known: 4, right: 3, accuracy: 0.75, recall: [1, 1, 0], precision: [2 / 3, 1, null] });
    expect(mistakesOf(confusion, 5)).toEqual([{ label: 2, taken: 0, count: 1 }]);
  });
  it('takes whole numbers as labels', () => expect([...confusionOf(logits, [0, 1, 2, 1, 0], 3, true).counts]).toEqual([2, 0, 0, 0, 2, 0, 1, 0, 0]));
  it('says nothing of shares where no label is known', () => {
    const confusion = confusionOf([1, 2], [0, 0], 2, false);
    expect(confusionFigures(confusion)).toEqual({ known: 0, right: 0, accuracy: null, recall: [null, null], precision: [null, null] });
    expect(confusion.unknown).toBe(1);
  });
});
