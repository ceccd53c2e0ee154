/** How much larger small words are in an element than usual, as they are in a presentation: 1 in the studio. */
import { useLayoutEffect, useState, type RefObject } from 'react';

/** `--text-sm` of the studio, in CSS pixels. */
const USUAL = 12;

export function useTextScale(ref: RefObject<HTMLElement | null>): number {
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const size = ref.current ? Number.parseFloat(getComputedStyle(ref.current).getPropertyValue('--text-sm')) : Number.NaN;
    if (size > 0) setScale(size / USUAL);
  }, [ref]);
  return scale;
}
