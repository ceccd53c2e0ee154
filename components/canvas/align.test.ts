import { describe, expect, it } from 'vitest';
import { alignBoxes, distributeBoxes } from './align';

const boxes = [
  { id: 'a', x: 0, y: 0, width: 10, height: 10 },
  { id: 'b', x: 15, y: 30, width: 30, height: 20 },
  { id: 'c', x: 100, y: 5, width: 20, height: 40 },
];

describe('alignBoxes', () => {
  it('moves only what is not there yet', () => {
    expect(alignBoxes(boxes, 'left')).toEqual({ b: { x: 0, y: 30 }, c: { x: 0, y: 5 } });
  });
  it('puts right edges and centres on one line', () => {
    expect(alignBoxes(boxes, 'right')).toEqual({ a: { x: 110, y: 0 }, b: { x: 90, y: 30 } });
    expect(alignBoxes(boxes, 'middle')).toEqual({ a: { x: 0, y: 20 }, b: { x: 15, y: 15 } });
  });
  it('lines the others up with what is pinned, which stays', () => {
    const pinned = boxes.map((box) => (box.id === 'b' ? { ...box, pinned: true } : box));
    expect(alignBoxes(pinned, 'left')).toEqual({ a: { x: 15, y: 0 }, c: { x: 15, y: 5 } });
    expect(distributeBoxes(pinned, 'horizontal')).toEqual({});
  });
  it('leaves a single box alone', () => {
    expect(alignBoxes(boxes.slice(0, 1), 'bottom')).toEqual({});
  });
});

describe('distributeBoxes', () => {
  it('makes the gaps equal and keeps the ends', () => {
    expect(distributeBoxes(boxes, 'horizontal')).toEqual({ b: { x: 40, y: 30 } });
  });
  it('needs three boxes', () => {
    expect(distributeBoxes(boxes.slice(0, 2), 'vertical')).toEqual({});
  });
});
