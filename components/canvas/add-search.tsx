/** The search that opens at the pointer, fetched when a hand comes to the canvas; what is typed before it is there waits for it. */
import { lazy, Suspense } from 'react';
import { createPortal } from 'react-dom';
import { TypeAhead } from '@/components/ui/type-ahead';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import { focusOnCanvas } from '@/components/canvas-state/canvas-view';

const fetchSearch = () => import('./search');
export const prepareSearch = (): void => void fetchSearch();

const Search = lazy(async () => ({ default: (await fetchSearch()).Search }));
const close = (): void => {
  setCanvas({ search: null });
  focusOnCanvas(null);
};

export function AddSearch() {
  const request = useCanvas((state) => state.search);
  if (!request) return null;
  return createPortal(
    <Suspense fallback={<TypeAhead label="Add a node" left={request.x} top={request.y} onClose={close} />}>
      <Search key={`${request.x} ${request.y}`} request={request} />
    </Suspense>,
    document.body,
  );
}
