/** How much of a node can be made out at a zoom: all of it, its larger letters, or form and colour alone. */
import { useStore, type ReactFlowState } from '@xyflow/react';

export type ZoomLevel = 'far' | 'near';

export const levelOf = (zoom: number): ZoomLevel | undefined => (zoom < 0.28 ? 'far' : zoom < 0.7 ? 'near' : undefined);

const selectLevel = ({ transform }: ReactFlowState): ZoomLevel | undefined => levelOf(transform[2]);

/** Changes only where a level begins or ends. */
export const useZoomLevel = (): ZoomLevel | undefined => useStore(selectLevel);
