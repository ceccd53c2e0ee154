/** The stack of a node in short: one line per layer, with the shape after it. */
import { printShape } from '@/graph-engine/document/shape';
import { layersOf } from '@/graph-engine/document/types';
import { select, useAnalysis, useDocument, useSelection } from '@/components/studio-state';
import { layerSummary } from '@/components/canvas-state/kinds';
import styles from './node-card.module.css';

const shown = 9;

export function NodeLayers({ id }: { readonly id: string }) {
  const node = useDocument(({ nodes }) => nodes[id]);
  const stack = useAnalysis(({ nodes }) => nodes[id]?.stack ?? null);
  const chosen = useSelection(({ layer }) => (layer?.node === id ? layer.layer : null));
  if (!node) return null;
  const own = layersOf(node).map((layer) => ({ ...layer, output: null, problem: null }));
  const rows = stack?.layers ?? own;
  if (rows.length === 0) return <p className={styles.empty}>No layers yet. Add them in the inspector.</p>;
  return (
    <ol className={styles.layers} aria-label="Layers">
      {rows.slice(0, shown).map((layer) => (
        <li
          key={layer.id}
          className={styles.layer}
          data-chosen={chosen === layer.id || undefined}
          data-problem={layer.problem !== null || undefined}
          onClick={(event) => {
            if (!node.layers[layer.id] || event.shiftKey) return;
            event.stopPropagation();
            select({ nodes: [id], layer: { node: id, layer: layer.id } });
          }}
        >
          <span className={styles.layerName}>{layerSummary(layer)}</span>
          <span className={styles.shape}>{layer.output ? printShape(layer.output).replace('batch, ', '') : layer.problem ? 'does not fit' : ''}</span>
        </li>
      ))}
      {rows.length > shown && <li className={styles.more}>and {rows.length - shown} more</li>}
    </ol>
  );
}
