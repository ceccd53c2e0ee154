/** The search that opens at the pointer, fetched when it is first asked for. */
import { lazy, Suspense } from 'react';
import { createPortal } from 'react-dom';
import { useCanvas } from './canvas-state';

const Search = lazy(async () => ({ default: (await import('./search')).Search }));

export function AddSearch() {
  const request = useCanvas((state) => state.search);
  if (!request) return null;
  return createPortal(
    <Suspense fallback={null}>
      <Search key={`${request.x} ${request.y}`} request={request} />
    </Suspense>,
    document.body,
  );
}
