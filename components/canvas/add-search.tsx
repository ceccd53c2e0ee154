/** The search that opens at the pointer, fetched when a hand comes to the canvas: what is typed right after it opens must not be lost. */
import { lazy, Suspense } from 'react';
import { createPortal } from 'react-dom';
import { useCanvas } from './canvas-state';

const fetchSearch = () => import('./search');
export const prepareSearch = (): void => void fetchSearch();

const Search = lazy(async () => ({ default: (await fetchSearch()).Search }));

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
