/** The dialog that draws wires by key, fetched when it is first asked for. */
import { lazy, Suspense } from 'react';
import { TypeAhead } from '@/components/ui/type-ahead';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';

const Connect = lazy(async () => ({ default: (await import('./connect')).Connect }));

export function ConnectDialog() {
  const connecting = useCanvas((state) => state.connecting);
  if (!connecting) return null;
  return (
    <Suspense fallback={<TypeAhead label="Draw a wire" left="40%" top="14vh" onClose={() => setCanvas({ connecting: null })} />}>
      <Connect key={connecting.node ?? ''} node={connecting.node} />
    </Suspense>
  );
}
