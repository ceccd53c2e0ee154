/** The room beside the canvas: what is selected, or the document itself. */
import { lazy, Suspense } from 'react';
import { useStudio, useSelection } from '@/components/studio-state';
import { DocumentInspector } from './document-inspector';
import styles from './inspector.module.css';

const FrameInspector = lazy(async () => ({ default: (await import('./frame-inspector')).FrameInspector }));

const NodeInspector = lazy(async () => ({ default: (await import('./node-inspector')).NodeInspector }));
const NodesInspector = lazy(async () => ({ default: (await import('./nodes-inspector')).NodesInspector }));
const WireInspector = lazy(async () => ({ default: (await import('./wire-inspector')).WireInspector }));

export function Inspector() {
  const nodes = useSelection((selection) => selection.nodes);
  const wires = useSelection((selection) => selection.wires);
  const there = useStudio(({ document }) => nodes.filter((id) => document.nodes[id]));
  const frames = useSelection((selection) => selection.frames);
  const frame = useStudio(({ document }) => (there.length === 0 && frames.length === 1 ? (frames.find((id) => document.frames[id]) ?? null) : null));
  const wire = useStudio(({ document }) => (there.length === 0 && wires.length === 1 ? (wires.find((id) => document.wires[id]) ?? null) : null));
  return (
    <div className={styles.inspector} data-testid="inspector">
      <Suspense fallback={null}>
        {there.length === 1 ? (
          <NodeInspector key={there[0]} id={there[0]!} />
        ) : there.length > 1 ? (
          <NodesInspector ids={there} />
        ) : frame !== null ? (
          <FrameInspector id={frame} />
        ) : wire !== null ? (
          <WireInspector id={wire} />
        ) : (
          <DocumentInspector />
        )}
      </Suspense>
    </div>
  );
}
