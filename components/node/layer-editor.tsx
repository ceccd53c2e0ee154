/** The form of a layer, opened beside its line on the card: what the inspector has for it, where the hand already is. */
import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { KeyboardEvent, RefObject } from 'react';
import { printShape } from '@/graph-engine/document/shape';
import type { LayerInstance } from '@/graph-engine/document/types';
import { layerOf } from '@/graph-engine/layers/registry';
import { setCanvas } from '@/components/canvas-state/canvas-state';
import { DiagnosticCard } from '@/components/diagnostics/diagnostic-card';
import { LayerForm } from '@/components/fields/layer-form';
import { useAnalysis, useStudio } from '@/components/studio-state';
import { IconButton } from '@/components/ui/icon-button';
import { duplicateLayer, moveLayer, removeLayer, type LayerPlace } from './layer-acts';
import styles from './layer-editor.module.css';

export interface LayerEditorProps {
  readonly place: LayerPlace;
  readonly layer: LayerInstance;
  /** Its line on the card. */
  readonly line: RefObject<HTMLElement | null>;
}

const close = (): void => setCanvas({ editingLayer: null });
/** What the card would take for its own: a click selects the node, a double click names it. */
const keep = (event: { readonly stopPropagation: () => void }): void => event.stopPropagation();

export function LayerEditor({ place, layer, line }: LayerEditorProps) {
  const { node, index, count } = place;
  const readOnly = useStudio((studio) => studio.readOnly !== null);
  const shapes = useAnalysis(({ nodes }) => nodes[node]?.stack?.layers.find(({ id }) => id === layer.id) ?? null);
  const general = useAnalysis(({ nodes }) => nodes[node]?.diagnostics.filter(({ at }) => at.layer === layer.id && at.field === undefined) ?? []);
  const title = layerOf(layer.kind)?.title ?? layer.kind;
  const onKeyDown = (event: KeyboardEvent): void => {
    const turn = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || turn === 0 || readOnly) return;
    event.preventDefault();
    moveLayer(place, index + turn);
  };
  return (
    <Popover.Root open onOpenChange={close}>
      <Popover.Anchor virtualRef={line as RefObject<HTMLElement>} />
      <Popover.Portal>
        <Popover.Content
          className={styles.editor}
          aria-label={`${title}, layer ${index + 1} of ${count}`}
          data-shares-keys
          side="right"
          align="start"
          sideOffset={14}
          alignOffset={-12}
          collisionPadding={8}
          // The card moves with the canvas.
          updatePositionStrategy="always"
          onOpenAutoFocus={(event) => {
            const content = event.currentTarget as HTMLElement;
            // A finger has not asked for the keyboard of the screen.
            const field = matchMedia('(pointer: coarse)').matches ? null : content.querySelector<HTMLElement>('[data-testid^="field-"] :is(input, select, button[role="switch"])');
            event.preventDefault();
            (field ?? content).focus();
            if (field instanceof HTMLInputElement) field.select();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (document.activeElement === document.body) line.current?.focus({ preventScroll: true });
          }}
          // The line itself closes what it opened.
          onPointerDownOutside={(event) => line.current?.contains(event.target as Node) && event.preventDefault()}
          onFocusOutside={(event) => line.current?.contains(event.target as Node) && event.preventDefault()}
          onClick={keep}
          onDoubleClick={keep}
          onContextMenu={keep}
          onPointerDown={keep}
          onKeyDown={onKeyDown}
        >
          <header className={styles.head}>
            <h4>{title}</h4>
            <IconButton label="Move up" shortcut="Alt+ArrowUp" size="small" disabled={readOnly || index === 0} onClick={() => moveLayer(place, index - 1)}>
              <ArrowUp aria-hidden />
            </IconButton>
            <IconButton label="Move down" shortcut="Alt+ArrowDown" size="small" disabled={readOnly || index === count - 1} onClick={() => moveLayer(place, index + 1)}>
              <ArrowDown aria-hidden />
            </IconButton>
            <IconButton label={`Duplicate ${title}`} size="small" disabled={readOnly} onClick={() => duplicateLayer(place, layer)}>
              <Copy aria-hidden />
            </IconButton>
            <IconButton label={`Delete ${title}`} size="small" disabled={readOnly} onClick={() => removeLayer(place)}>
              <Trash2 aria-hidden />
            </IconButton>
          </header>
          <LayerForm node={node} layer={layer} readOnly={readOnly} />
          {general.map((diagnostic, at) => (
            <DiagnosticCard key={at} diagnostic={diagnostic} compact />
          ))}
          {shapes && (
            <p className={styles.foot}>
              <code>
                {printShape(shapes.input).replace('batch, ', '')} → {shapes.output ? printShape(shapes.output).replace('batch, ', '') : 'does not fit'}
              </code>
              <span className="tabular">{(shapes.parameters ?? 0).toLocaleString('en')} parameters</span>
            </p>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
