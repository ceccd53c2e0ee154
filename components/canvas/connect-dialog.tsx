/** The dialog that draws wires by key, fetched when it is first asked for. */
import { lazy, Suspense } from 'react';
import { useCanvas } from './canvas-state';

const Connect = lazy(async () => ({ default: (await import('./connect')).Connect }));

export function ConnectDialog() {
  const connecting = useCanvas((state) => state.connecting);
  if (!connecting) return null;
  return (
    <Suspense fallback={null}>
      <Connect key={connecting.node ?? ''} node={connecting.node} />
    </Suspense>
  );
}
