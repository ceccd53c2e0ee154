/** The canvas and the icons of the palette, fetched together: each brings what wires are about, which came twice when they were fetched apart. */
import { CanvasToolbar } from '@/components/actions/canvas-toolbar';
import { Canvas } from '@/components/canvas/canvas';

export { PaletteRail } from '@/components/canvas/palette-rail';

export const CanvasRoom = () => (
  <Canvas>
    <CanvasToolbar />
  </Canvas>
);
