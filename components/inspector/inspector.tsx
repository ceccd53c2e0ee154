/** The room beside the canvas: what is selected, or the document itself. */
import { useStudio, useSelection } from '@/components/studio-state';
import { DocumentInspector } from './document-inspector';
import { NodeInspector } from './node-inspector';
import { NodesInspector } from './nodes-inspector';
import { WireInspector } from './wire-inspector';
import styles from './inspector.module.css';

export function Inspector() {
  const nodes = useSelection((selection) => selection.nodes);
  const wires = useSelection((selection) => selection.wires);
  const there = useStudio(({ document }) => nodes.filter((id) => document.nodes[id]));
  const wire = useStudio(({ document }) => (there.length === 0 && wires.length === 1 ? (wires.find((id) => document.wires[id]) ?? null) : null));
  return (
    <div className={styles.inspector} data-testid="inspector">
      {there.length === 1 ? (
        <NodeInspector key={there[0]} id={there[0]!} />
      ) : there.length > 1 ? (
        <NodesInspector ids={there} />
      ) : wire !== null ? (
        <WireInspector id={wire} />
      ) : (
        <DocumentInspector />
      )}
    </div>
  );
}
