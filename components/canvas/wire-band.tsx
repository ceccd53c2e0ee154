/** Where wires are hit: in one layer under all that is drawn of them, so that no band lies over the end of another wire, which a hand wants to take. */
import { ViewportPortal } from '@xyflow/react';
import { createContext, use } from 'react';
import { createPortal } from 'react-dom';
import styles from './wire.module.css';

/** The layer, once it is on the page. */
export const BandLayer = createContext<SVGSVGElement | null>(null);

/** Stands inside React Flow, and tells of its element. */
export function WireBands({ onLayer }: { readonly onLayer: (layer: SVGSVGElement | null) => void }) {
  return (
    <ViewportPortal>
      <svg ref={onLayer} className={styles.bands} aria-hidden />
    </ViewportPortal>
  );
}

export interface WireBandProps {
  readonly id: string;
  readonly d: string;
}

/** Elsewhere in the document, and still a child of its wire: clicks and hovers reach the handlers of the wire. */
export function WireBand({ id, d }: WireBandProps) {
  const layer = use(BandLayer);
  return layer && createPortal(<path d={d} className={`${styles.reach} react-flow__edge-interaction nopan`} data-id={id} />, layer);
}
