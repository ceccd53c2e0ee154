/**
 * A node that was never seen from near: its expected size and the places of its ports, without the hundred elements that tell the rest.
 * Of hundreds of nodes that are opened at once none can be read; each is drawn whole when one comes near it.
 */
import { useAnalysis, useDocument } from '@/components/studio-state';
import { cardSize, headerHeight } from '@/graph-engine/layout/card-size';
import { kindOf } from '@/components/canvas-state/kinds';
import { nodeLabel } from './node-label';
import { NodePorts } from './node-ports';
import styles from './node-card.module.css';

export function NodeSketch({ id }: { readonly id: string }) {
  const node = useDocument(({ nodes }) => nodes[id]);
  const analysis = useAnalysis(({ nodes }) => nodes[id]);
  if (!node) return null;
  const definition = kindOf(node.kind);
  const height = definition ? cardSize({ traits: definition.traits, inputs: analysis?.inputs.length ?? 0, outputs: analysis?.outputs.length ?? 0, collapsed: node.collapsed }).height : 120;
  return (
    <div className={`${styles.details} ${styles.sketch}`} style={{ minHeight: height, paddingTop: node.collapsed ? 0 : headerHeight }}>
      <span id={`label-${id}`} className="visually-hidden">
        {nodeLabel(node, definition?.title ?? node.kind, analysis)}
      </span>
      <NodePorts id={id} collapsed={node.collapsed} bare />
    </div>
  );
}
