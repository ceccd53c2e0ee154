/** One layer: handle, summary, output shape, problem; unfolded, its form. */
import { useSortable } from '@dnd-kit/react/sortable';
import { ArrowDown, ChevronRight, Copy, GripVertical, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { printShape } from '@/graph-engine/document/shape';
import { readParams } from '@/graph-engine/document/fields';
import type { LayerInstance } from '@/graph-engine/document/types';
import { layerOf } from '@/graph-engine/layers/registry';
import type { StackLayer } from '@/graph-engine/nodes/definition';
import { dispatch, useStudio } from '@/components/studio-state';
import { IconButton } from '@/components/ui/icon-button';
import { DiagnosticCard } from '@/components/diagnostics/diagnostic-card';
import { LayerForm } from '@/components/fields/layer-form';
import styles from './layers.module.css';

export interface LayerRowProps {
  readonly node: string;
  readonly layer: LayerInstance;
  readonly index: number;
  readonly count: number;
  /** Null where no shape arrives. */
  readonly shapes: StackLayer | null;
  readonly open: boolean;
  readonly readOnly: boolean;
  readonly onToggle: () => void;
  readonly onMove: (index: number) => void;
}

export function LayerRow({ node, layer, index, count, shapes, open, readOnly, onToggle, onMove }: LayerRowProps) {
  const { ref, handleRef, isDragging } = useSortable({ id: layer.id, index, disabled: readOnly });
  const general = useStudio(({ analysis }) => analysis.nodes[node]?.diagnostics.filter(({ at }) => at.layer === layer.id && at.field === undefined) ?? []);
  const definition = layerOf(layer.kind);
  const title = definition?.title ?? layer.kind;
  const summary = definition ? definition.summary(readParams(definition.fields, layer.params)).replace(definition.title, '').trim() : 'unknown kind';
  const remove = (): void => void dispatch('removeLayer', { node, layers: [layer.id] });
  const duplicate = (): void => void dispatch('addLayer', { node, kind: layer.kind, params: { ...layer.params }, index: index + 1 });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      onMove(index + (event.key === 'ArrowUp' ? -1 : 1));
    } else if (event.key === 'Delete' && !readOnly) {
      event.preventDefault();
      event.stopPropagation();
      remove();
    }
  };
  return (
    <li ref={ref} className={styles.item} data-dragging={isDragging || undefined} data-open={open || undefined} data-testid={`layer-${layer.kind}`}>
      <div className={styles.row} data-problem={general[0]?.severity}>
        <button ref={handleRef} type="button" className={styles.handle} aria-label={`Move ${title}, layer ${index + 1} of ${count}`} disabled={readOnly}>
          <GripVertical aria-hidden />
        </button>
        <button type="button" className={styles.main} aria-expanded={open} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete" onClick={onToggle} onKeyDown={onKeyDown}>
          <span className={styles.name}>{title}</span>
          <span className={styles.summary} title={summary}>
            {summary}
          </span>
          <ChevronRight aria-hidden className={styles.chevron} />
        </button>
      </div>
      {open && (
        <div className={styles.form}>
          <LayerForm node={node} layer={layer} readOnly={readOnly} />
          <div className={styles.tools}>
            <span className="tabular">{(shapes?.parameters ?? 0).toLocaleString('en')} parameters</span>
            <IconButton label={`Duplicate ${title}`} size="small" disabled={readOnly} onClick={duplicate}>
              <Copy aria-hidden />
            </IconButton>
            <IconButton label={`Delete ${title}`} size="small" shortcut="Delete" disabled={readOnly} onClick={remove}>
              <Trash2 aria-hidden />
            </IconButton>
          </div>
        </div>
      )}
      {general.map((diagnostic, place) => (
        <DiagnosticCard key={place} diagnostic={diagnostic} compact />
      ))}
      <p className={styles.flow} data-broken={(shapes?.problem ?? null) !== null || undefined}>
        <ArrowDown aria-hidden />
        <code>{shapes?.output ? printShape(shapes.output) : shapes?.problem ? 'does not fit' : '—'}</code>
      </p>
    </li>
  );
}
