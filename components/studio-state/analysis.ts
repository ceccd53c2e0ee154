/** The analysis of what is open. Cures are a good part of it, and are fetched when there is something to cure. */
import { analyseUncured } from '@/graph-engine/analysis/look';
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';

let analyse = analyseUncured;
let fetching = false;

/** `onCures` is called once, when messages can be told with their cures. */
export function analysed(document: HourglassDocument, before: Analysis | undefined, onCures: () => void): Analysis {
  const analysis = analyse(document, before);
  if (analysis.diagnostics.length > 0 && !fetching) {
    fetching = true;
    void import('@/graph-engine/analysis/analyse').then(
      (whole) => {
        analyse = whole.analyse;
        onCures();
      },
      // The messages stand without them; the next edit asks again.
      () => (fetching = false),
    );
  }
  return analysis;
}
