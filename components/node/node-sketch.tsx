/**
 * A node that was never seen from near: its expected size and the places of its ports, without the hundred elements that tell the rest.
 * Of hundreds of nodes that are opened at once none can be read; each is drawn whole when one comes near it.
 */
import { useAnalysis, useDocument } from '@/components/studio-state';
import { kindOf } from '@/components/canvas-state/kinds';
import { nodeLabel } from './node-label';
import { NodePorts } from './node-ports';
import styles from './node-card.module.css';

/** Heights of the parts of a card, in CSS pixels. */
const [HEADER, PORT, LAYER, PREVIEW, FOOTER] = [51, 24, 22, 118, 30];
const shownLayers = 9;

export function NodeSketch({ id }: { readonly id: string }) {
  const node = useDocument(({ nodes }) => nodes[id]);
  const analysis = useAnalysis(({ nodes }) => nodes[id]);
  if (!node) return null;
  const definition = kindOf(node.kind);
  const ports = Math.max(analysis?.inputs.length ?? 0, analysis?.outputs.length ?? 0) * PORT + 12;
  const layers = definition?.traits.stack ? Math.min(shownLayers + 1, analysis?.stack?.layers.length ?? Object.keys(node.layers).length) * LAYER + 10 : 0;
  const preview = definition && definition.traits.preview !== 'none' ? PREVIEW : 0;
  const height = node.collapsed ? HEADER : HEADER + ports + layers + preview + FOOTER;
  return (
    <div className={`${styles.details} ${styles.sketch}`} style={{ minHeight: height, paddingTop: node.collapsed ? 0 : HEADER }}>
      <span id={`label-${id}`} className="visually-hidden">
        {nodeLabel(node, definition?.title ?? node.kind, analysis)}
      </span>
      <NodePorts id={id} collapsed={node.collapsed} bare />
    </div>
  );
}
