/** The room beside the canvas: what is selected, or the document itself. */
import { lazy, Suspense } from 'react';
import { useStudio, useSelection } from '@/components/studio-state';
import { DocumentInspector } from './document-inspector';
import { NodeInspector } from './node-inspector';
import { NodesInspector } from './nodes-inspector';
import { WireInspector } from './wire-inspector';
import styles from './inspector.module.css';

const FrameInspector = lazy(async () => ({ default: (await import('./frame-inspector')).FrameInspector }));

export function Inspector() {
  const nodes = useSelection((selection) => selection.nodes);
  const wires = useSelection((selection) => selection.wires);
  const there = useStudio(({ document }) => nodes.filter((id) => document.nodes[id]));
  const frames = useSelection((selection) => selection.frames);
  const frame = useStudio(({ document }) => (there.length === 0 && frames.length === 1 ? (frames.find((id) => document.frames[id]) ?? null) : null));
  const wire = useStudio(({ document }) => (there.length === 0 && wires.length === 1 ? (wires.find((id) => document.wires[id]) ?? null) : null));
  return (
    <div className={styles.inspector} data-testid="inspector">
      {there.length === 1 ? (
        <NodeInspector key={there[0]} id={there[0]!} />
      ) : there.length > 1 ? (
        <NodesInspector ids={there} />
      ) : frame !== null ? (
        <Suspense fallback={null}>
          <FrameInspector id={frame} />
        </Suspense>
      ) : wire !== null ? (
        <WireInspector id={wire} />
      ) : (
        <DocumentInspector />
      )}
    </div>
  );
}
