/** How much of a node can be made out at a zoom: all of it, its larger letters, or form and colour alone. */
import { useStore, type ReactFlowState } from '@xyflow/react';

export type ZoomLevel = 'far' | 'near';

export const levelOf = (zoom: number): ZoomLevel | undefined => (zoom < 0.28 ? 'far' : zoom < 0.7 ? 'near' : undefined);

const selectLevel = ({ transform }: ReactFlowState): ZoomLevel | undefined => levelOf(transform[2]);

/** Changes only where a level begins or ends. */
export const useZoomLevel = (): ZoomLevel | undefined => useStore(selectLevel);

/** A pixel of the screen in units of the canvas, in steps, so that few zooms draw anew what is sized by it. */
export const screenPixelOf = (zoom: number): number => 2 ** (Math.round(2 * Math.log2(1 / zoom)) / 2);
export const useScreenPixel = (): number => useStore(({ transform }: ReactFlowState) => screenPixelOf(transform[2]));
