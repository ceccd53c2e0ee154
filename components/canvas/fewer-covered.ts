/** Where a line of words over the canvas covers fewer of the things that matter now. Boxes are in CSS pixels of the window. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From the canvas' edge to the words. */
export const MARGIN = 12;
const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** `words`: their size and their place from left to right. The top where both edges are alike. */
export function fewerCovered(words: Box, canvas: Box, things: readonly Box[]): 'top' | 'bottom' {
  const height = words.bottom - words.top;
  const at = (top: number): number => things.filter((thing) => meet({ left: words.left, right: words.right, top, bottom: top + height }, thing)).length;
  return at(canvas.bottom - MARGIN - height) < at(canvas.top + MARGIN) ? 'bottom' : 'top';
}
