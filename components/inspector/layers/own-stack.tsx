/** The node's own layers: drag or Alt and arrow keys reorder, shapes stand between, each unfolds to its form. */
import { DragDropProvider } from '@dnd-kit/react';
import { isSortable } from '@dnd-kit/react/sortable';
import { ArrowDown } from 'lucide-react';
import { printShape } from '@/graph-engine/document/shape';
import { layersOf } from '@/graph-engine/document/types';
import { announce, dispatch, select, useSelection, useStudio } from '@/components/studio-state';
import { AddLayer } from './add-layer';
import { LayerRow } from './layer-row';
import styles from './layers.module.css';

export function OwnStack({ id }: { readonly id: string }) {
  const { node, stack, readOnly } = useStudio(({ document, analysis, readOnly }) => ({
    node: document.nodes[id],
    stack: analysis.nodes[id]?.stack,
    readOnly: readOnly !== null,
  }));
  const open = useSelection(({ layer }) => (layer?.node === id ? layer.layer : null));
  if (!node) return null;
  const layers = layersOf(node);
  const move = (layer: string, index: number): void => {
    if (index < 0 || index >= layers.length) return;
    if (dispatch('moveLayer', { node: id, layer, index }).ok) announce(`Moved to place ${index + 1} of ${layers.length}.`);
  };
  const first = stack?.layers[0];
  return (
    <>
      {first && (
        <p className={styles.flow}>
          <ArrowDown aria-hidden />
          <code>{printShape(first.input)}</code>
        </p>
      )}
      {layers.length === 0 && <p className={styles.empty}>No layers yet: what comes in goes out unchanged.</p>}
      <DragDropProvider
        onDragEnd={(event) => {
          const { source } = event.operation;
          if (event.canceled || !isSortable(source)) return;
          const { index, initialIndex } = source;
          if (index !== initialIndex) move(String(source.id), index);
        }}
      >
        <ol className={styles.list} aria-label="Layers in the order they run">
          {layers.map((layer, index) => (
            <LayerRow
              key={layer.id}
              node={id}
              layer={layer}
              index={index}
              count={layers.length}
              shapes={stack?.layers.find((one) => one.id === layer.id) ?? null}
              open={open === layer.id}
              readOnly={readOnly}
              onToggle={() => select({ nodes: [id], layer: open === layer.id ? null : { node: id, layer: layer.id } })}
              onMove={(to) => move(layer.id, to)}
            />
          ))}
        </ol>
      </DragDropProvider>
      {!readOnly && <AddLayer node={id} />}
    </>
  );
}
