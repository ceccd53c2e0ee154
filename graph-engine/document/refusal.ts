import type { Place } from '../diagnostics/types';

/** The edit does not apply, and this is why; the document stays as it was. */
export interface Refusal {
  readonly reason: string;
  readonly at?: Place;
}
