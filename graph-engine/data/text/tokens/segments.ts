/** Segments of the platform in parts: its iterator takes a time for each step that grows with the text. */
const PART = 256;

/** The last segment of a part may go on in the next. One that is longer than a part is cut. */
export function segmentsOf(segmenter: Intl.Segmenter, text: string): string[] {
  const found: string[] = [];
  let from = 0;
  while (from < text.length) {
    const to = from + PART;
    const part = Array.from(segmenter.segment(text.slice(from, to)), ({ segment }) => segment);
    if (to < text.length && part.length > 1) part.pop();
    for (const segment of part) {
      found.push(segment);
      from += segment.length;
    }
  }
  return found;
}
