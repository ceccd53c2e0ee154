/** A layer on the card of its node: what it is and the shape after it. A click opens its form; keys walk, move, add and remove. */
import { printShape } from '@/graph-engine/document/shape';
import type { LayerInstance } from '@/graph-engine/document/types';
import type { StackLayer } from '@/graph-engine/nodes/definition';
import { lazy, Suspense, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { select, useStudio } from '@/components/studio-state';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import { layerSummary } from '@/components/canvas-state/kinds';
import { KEEPS_FOCUS } from './keeps-focus';
import styles from './node-layers.module.css';

const fetchActs = () => import('./layer-acts');
const LayerTools = lazy(async () => ({ default: (await import('./layer-tools')).LayerTools }));
const LayerEditor = lazy(async () => ({ default: (await import('./layer-editor')).LayerEditor }));

export interface LayerLineProps {
  readonly node: string;
  readonly layer: Pick<StackLayer, 'id' | 'kind' | 'params'> & { readonly output: StackLayer['output']; readonly problem: StackLayer['problem'] };
  /** Null where the node follows the layers of another one. */
  readonly own: LayerInstance | null;
  readonly index: number;
  readonly count: number;
  readonly chosen: boolean;
  /** Whether the buttons that move, add and remove it are there. */
  readonly tools: boolean;
  /** Back to the node itself. */
  readonly onLeave: () => void;
}

export function LayerLine({ node, layer, own, index, count, chosen, tools, onLeave }: LayerLineProps) {
  const line = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (!line.current?.hasAttribute(KEEPS_FOCUS)) return;
    line.current.removeAttribute(KEEPS_FOCUS);
    line.current.focus({ preventScroll: true });
  }, [index]);
  const isEditable = useStudio(({ readOnly }) => readOnly === null);
  const isEdited = useCanvas(({ editingLayer }) => editingLayer === layer.id) && own !== null;
  const title = layerSummary(layer);
  const place = { node, layer: layer.id, title, index, count };
  const open = (event: MouseEvent): void => {
    if (event.shiftKey) return;
    event.stopPropagation();
    select({ nodes: [node], layer: { node, layer: layer.id } });
    setCanvas({ editingLayer: isEdited ? null : layer.id });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const { currentTarget, key, altKey } = event;
    const turn = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
    const edits = isEditable && ((altKey && turn !== 0) || ['Delete', 'Backspace', 'Insert', '+'].includes(key));
    if (event.ctrlKey || event.metaKey || !(edits || turn !== 0 || key === 'Escape')) return;
    event.preventDefault();
    // The canvas has the same keys for its nodes.
    event.stopPropagation();
    if (edits) void fetchActs().then(({ moveLayer, removeLayer, addBehind }) => (turn !== 0 ? moveLayer(place, index + turn) : key === 'Insert' || key === '+' ? addBehind(place, currentTarget) : removeLayer(place)));
    else if (turn === 0) onLeave();
    else {
      const lines = [...(currentTarget.closest('ol')?.querySelectorAll<HTMLElement>('[data-layer]') ?? [])];
      lines[lines.indexOf(currentTarget) + turn]?.focus();
    }
  };
  const words = (
    <>
      <span className={styles.layerName} title={title}>
        {title}
      </span>
      <span className={styles.shape}>{layer.output ? printShape(layer.output).replace('batch, ', '') : layer.problem ? 'does not fit' : ''}</span>
    </>
  );
  return (
    <li className={styles.layer} data-chosen={chosen || undefined} data-problem={layer.problem !== null || undefined} data-tools={(tools && own !== null) || undefined}>
      {own ? (
        <button
          ref={line}
          type="button"
          tabIndex={-1}
          className={styles.line}
          data-layer={layer.id}
          aria-haspopup="dialog"
          aria-expanded={isEdited}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Insert Delete"
          onClick={open}
          onKeyDown={onKeyDown}
        >
          {words}
        </button>
      ) : (
        <span className={styles.line}>{words}</span>
      )}
      <Suspense fallback={null}>
        {tools && own && <LayerTools {...place} />}
        {isEdited && <LayerEditor place={place} layer={own} line={line} />}
      </Suspense>
    </li>
  );
}
