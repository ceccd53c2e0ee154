/** A picture of the model that follows training: asked for while the component is mounted, at most every `everyMs`. */
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { ViewRequest, ViewResult } from '@/graph-engine/training/protocol';
import { Picture } from './picture';
import { keyOf, viewFeed, type ViewState } from '@/components/training/view-feed';

const NOTHING: ViewState = { result: null, error: null, stale: false };

/** In place of a time: asks for nothing, follows nothing, and keeps the last picture. */
export const ASLEEP = Infinity;

/** Null asks for nothing. Equal requests share one answer. */
export function useView(request: ViewRequest | null, everyMs = 500): ViewState {
  const key = request && keyOf(request);
  // The key holds the whole request; an equal one keeps its identity.
  const kept = useMemo(() => (key ? (JSON.parse(key) as ViewRequest) : null), [key]);
  const awake = everyMs !== ASLEEP;
  const subscribe = useCallback((listener: () => void) => (kept && awake ? viewFeed.subscribe(kept, everyMs, listener) : () => undefined), [kept, everyMs, awake]);
  const picture = useMemo(() => new Picture(viewFeed, key), [key]);
  const read = (): ViewState => picture.read(awake);
  return useSyncExternalStore(subscribe, read, () => NOTHING);
}

/** The last picture that was there, while the next one is on its way; none once the request is withdrawn. */
export function useLastResult({ result }: ViewState, wanted: boolean): ViewResult | null {
  const [last, setLast] = useState<ViewResult | null>(null);
  if (result && result !== last) setLast(result);
  return wanted ? (result ?? last) : null;
}
