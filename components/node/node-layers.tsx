/** The stack of a node: folded to a line, or one line per layer with the shape after it. */
import { printShape } from '@/graph-engine/document/shape';
import { layersOf, type LayerInstance } from '@/graph-engine/document/types';
import { select, useAnalysis, useDocument, useSelection, useStudio } from '@/components/studio-state';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import { readParams } from '@/graph-engine/document/fields';
import { isWide } from '@/graph-engine/layout/card-size';
import { layerOf } from '@/graph-engine/layers/registry';
import { kindOf, layerSummary } from '@/components/canvas-state/kinds';
import { foldLayers, type FoldedLayer } from './fold-layers';
import styles from './node-card.module.css';

const LayerTools = lazy(async () => ({ default: (await import('./layer-tools')).LayerTools }));

const shown = 9;
/** Characters of the folded line on a wide card and a narrow one. */
const [WIDE, NARROW] = [27, 22];

function foldedLayer({ kind, params }: Pick<LayerInstance, 'kind' | 'params'>, parameters: number | null): FoldedLayer {
  const definition = layerOf(kind);
  if (!definition) return { title: layerSummary({ kind, params }), summary: '', hasWeights: true };
  const summary = definition.summary(readParams(definition.fields, params));
  return { title: definition.title, summary: summary.startsWith(definition.title) ? summary.slice(definition.title.length).trim() : summary, hasWeights: parameters === null || parameters > 0 };
}

export function NodeLayers({ id }: { readonly id: string }) {
  const node = useDocument(({ nodes }) => nodes[id]);
  const isEditable = useStudio(({ readOnly }) => readOnly === null);
  const stack = useAnalysis(({ nodes }) => nodes[id]?.stack ?? null);
  const isSelected = useSelection(({ nodes }) => nodes.length === 1 && nodes[0] === id) && isEditable;
  const chosen = useSelection(({ layer }) => (layer?.node === id ? layer.layer : null));
  const [opened, setOpened] = useState(false);
  const list = useId();
  if (!node) return null;
  const own = layersOf(node).map((layer) => ({ ...layer, output: null, parameters: null, problem: null }));
  const rows = stack?.layers ?? own;
  if (rows.length === 0) return <p className={styles.empty}>No layers yet. Add them in the inspector.</p>;
  const isOpen = opened || chosen !== null;
  const definition = kindOf(node.kind);
  const all = rows.map(layerSummary).join(' → ');
  const folded = (
    <button
      type="button"
      tabIndex={-1}
      className={`${styles.folded} nodrag`}
      aria-expanded={isOpen}
      aria-controls={list}
      aria-label={`Layers of ${node.name}: ${all}`}
      title={all}
      data-problem={rows.some(({ problem }) => problem !== null) || undefined}
      onClick={() => setOpened(!isOpen)}
    >
      <span>{foldLayers(rows.map((layer) => foldedLayer(layer, layer.parameters)), definition && isWide(definition.traits) ? WIDE : NARROW)}</span>
      {isOpen ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
    </button>
  );
  if (!isOpen) return folded;
  return (
    <>
      {folded}
      <ol id={list} className={styles.layers} aria-label="Layers">
        {rows.slice(0, shown).map((layer, index) => (
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
            {isSelected && node.layers[layer.id] && (
              <Suspense fallback={null}>
                <LayerTools node={id} layer={layer.id} title={layerSummary(layer)} index={index} count={rows.length} />
              </Suspense>
            )}
            <span className={styles.shape}>{layer.output ? printShape(layer.output).replace('batch, ', '') : layer.problem ? 'does not fit' : ''}</span>
          </li>
        ))}
        {rows.length > shown && <li className={styles.more}>and {rows.length - shown} more</li>}
      </ol>
    </>
  );
}
