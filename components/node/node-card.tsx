/** A node on the canvas. It gets its id alone and asks the document, the analysis and the run for the rest. */
import type { NodeProps } from '@xyflow/react';
import { isWide } from '@/graph-engine/layout/card-size';
import { lazy, memo, Suspense, useState, type CSSProperties } from 'react';
import { useDocument, useUi } from '@/components/studio-state';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import { kindColor, kindOf } from '@/components/canvas-state/kinds';
import { useZoomLevel } from '@/components/canvas-state/zoom-level';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { NodeFar } from './node-far';
import { NodeHeader } from './node-header';
import { NodeLayers } from './node-layers';
import { NodePorts } from './node-ports';
import { NodeProblemMark } from './node-problem-mark';
import { useTakesPart } from './node-states';
import { NodeSketch } from './node-sketch';
import { useTurnColor } from './use-turn-color';
import styles from './node-card.module.css';

const NodePreview = lazy(async () => ({ default: (await import('@/components/views/node-preview')).NodePreview }));

/** From afar the picture cannot be seen: it sleeps. */
function CardPreview({ id, awake }: { readonly id: string; readonly awake: boolean }) {
  return (
    <div className={styles.preview}>
      <Suspense fallback={<div className={styles.previewLoading} />}>
        <NodePreview nodeId={id} awake={awake} />
      </Suspense>
    </div>
  );
}

/** Where it lies is the canvas's affair: a drag draws no card again. */
const sameLook = (a: NodeProps<CanvasNode>, b: NodeProps<CanvasNode>): boolean => a.id === b.id && a.selected === b.selected && a.dragging === b.dragging;

export const NodeCard = memo(function NodeCard({ id, selected, dragging }: NodeProps<CanvasNode>) {
  const kind = useDocument(({ nodes }) => nodes[id]?.kind);
  const collapsed = useDocument(({ nodes }) => nodes[id]?.collapsed ?? false);
  const frozen = useDocument(({ nodes }) => nodes[id]?.frozen ?? false);
  const editing = useCanvas((state) => state.editing === id);
  const highlighted = useUi(({ highlightedNode }) => highlightedNode === id);
  const turn = useTurnColor(id);
  const part = useTakesPart(id);
  const far = useZoomLevel() === 'far';
  const [hovered, setHovered] = useState(false);
  const [seen, setSeen] = useState(false);
  if (!seen && (!far || hovered || selected || editing || highlighted)) setSeen(true);
  if (kind === undefined) return null;
  const definition = kindOf(kind);
  return (
    <div
      className={styles.card}
      data-testid={`node-${id}`}
      data-wide={(definition && isWide(definition.traits)) || undefined}
      data-selected={selected || undefined}
      data-dragging={dragging || undefined}
      data-highlighted={highlighted || undefined}
      data-turn={turn !== null || undefined}
      style={{ '--tint': kindColor(kind), ...(turn !== null && { '--turn': turn }) } as CSSProperties}
      data-collapsed={collapsed || undefined}
      data-frozen={frozen || undefined}
      data-part={part === 'active' ? undefined : part}
      data-editing={editing || undefined}
      onPointerEnter={seen ? undefined : () => setHovered(true)}
    >
      <NodeProblemMark id={id} />
      {seen ? (
        <div className={styles.details}>
          <NodeHeader id={id} />
          <NodePorts id={id} collapsed={collapsed} />
          {!collapsed && definition?.traits.stack && <NodeLayers id={id} />}
          {!collapsed && definition && definition.traits.preview !== 'none' && <CardPreview id={id} awake={!far} />}
        </div>
      ) : (
        <NodeSketch id={id} />
      )}
      <NodeFar id={id} kind={kind} />
    </div>
  );
}, sameLook);
