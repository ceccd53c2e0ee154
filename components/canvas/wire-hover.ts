/** Which wire the pointer is at. It may leave the wire on its way to the wire's tools, which lie a little apart. */
import { getCanvas, setCanvas } from '@/components/canvas-state/canvas-state';

const grace = 350;
let leaving: ReturnType<typeof setTimeout> | undefined;

export function hoverWire(id: string): void {
  clearTimeout(leaving);
  setCanvas({ hoveredWire: id });
}
export function leaveWire(): void {
  clearTimeout(leaving);
  leaving = setTimeout(() => setCanvas({ hoveredWire: null }), grace);
}
/** The wire is gone: when it comes back, nobody points at it. */
export function forgetWire(id: string): void {
  if (getCanvas().hoveredWire === id) setCanvas({ hoveredWire: null });
}
