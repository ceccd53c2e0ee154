/**
 * Tells React Flow that the ports of a node have changed places, so that wires end where they are now.
 * The first places are measured with the node itself; later changes of one moment are told together, because each telling measures
 * and makes every node and wire ask again what it shows.
 */
import { useUpdateNodeInternals } from '@xyflow/react';
import { useEffect, useRef } from 'react';

const waiting = new Set<string>();

export function useMovedPorts(id: string, ports: string): void {
  const update = useUpdateNodeInternals();
  const measured = useRef(ports);
  useEffect(() => {
    if (measured.current === ports) return;
    measured.current = ports;
    if (waiting.size === 0) {
      queueMicrotask(() => {
        const ids = [...waiting];
        waiting.clear();
        update(ids);
      });
    }
    waiting.add(id);
  }, [id, ports, update]);
}
