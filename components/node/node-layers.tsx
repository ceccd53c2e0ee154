/** The stack of a node: folded to a line, or one line per layer with the shape after it. */
import { layersOf, type LayerInstance } from '@/graph-engine/document/types';
import { select, useAnalysis, useDocument, useSelection, useStudio } from '@/components/studio-state';
import { ChevronDown, ChevronUp, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { readParams } from '@/graph-engine/document/fields';
import { isWide } from '@/graph-engine/layout/card-size';
import { layerOf } from '@/graph-engine/layers/registry';
import { mirrorField } from '@/graph-engine/nodes/mirror-field';
import { focusOnCanvas } from '@/components/canvas-state/canvas-view';
import { kindOf, layerSummary } from '@/components/canvas-state/kinds';
import { LayerLine } from './layer-line';
import { searchLayer } from './search-layer';
import { foldLayers, type FoldedLayer } from './fold-layers';
import styles from './node-layers.module.css';

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
  const [whole, setWhole] = useState(false);
  const list = useId();
  if (!node) return null;
  const own = layersOf(node).map((layer) => ({ ...layer, output: null, parameters: null, problem: null }));
  const rows = stack?.layers ?? own;
  if (rows.length === 0)
    return (
      <button type="button" tabIndex={-1} className={`${styles.empty} nodrag`} disabled={!isEditable || mirrorField(node) !== null} onClick={({ currentTarget }) => searchLayer(id, null, currentTarget)}>
        <Plus size={13} aria-hidden /> Add layer
      </button>
    );
  const isOpen = opened || chosen !== null;
  const told = whole || rows.findIndex(({ id: one }) => one === chosen) >= shown ? rows : rows.slice(0, shown);
  const leave = (): void => {
    setOpened(false);
    select({ nodes: [id] });
    focusOnCanvas(id);
  };
  const definition = kindOf(node.kind);
  const all = rows.map(layerSummary).join(' → ');
  const line = foldLayers(rows.map((layer) => foldedLayer(layer, layer.parameters)), definition && isWide(definition.traits) ? WIDE : NARROW);
  const folded = (
    <button
      type="button"
      tabIndex={-1}
      className={`${styles.folded} nodrag`}
      aria-expanded={isOpen}
      aria-controls={list}
      aria-label={`Layers of ${node.name}: ${all}`}
      title={all === line ? all : `${line}\n${all}`}
      data-problem={rows.some(({ problem }) => problem !== null) || undefined}
      onClick={() => setOpened(!isOpen)}
    >
      <span>{line}</span>
      {isOpen ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
    </button>
  );
  if (!isOpen) return folded;
  return (
    <>
      {folded}
      <ol id={list} className={styles.layers} aria-label={`Layers of ${node.name}`}>
        {told.map((layer, index) => (
          <LayerLine key={layer.id} node={id} layer={layer} own={node.layers[layer.id] ?? null} index={index} count={rows.length} chosen={chosen === layer.id} tools={isSelected} onLeave={leave} />
        ))}
        {told.length < rows.length && (
          <li>
            <button type="button" tabIndex={-1} className={`${styles.more} nodrag`} onClick={() => setWhole(true)}>
              and {rows.length - told.length} more
            </button>
          </li>
        )}
        {isSelected && !mirrorField(node) && (
          <li>
            <button type="button" tabIndex={-1} className={`${styles.more} nodrag`} onClick={({ currentTarget }) => searchLayer(id, rows.at(-1)?.id ?? null, currentTarget)}>
              <Plus size={13} aria-hidden /> Add layer
            </button>
          </li>
        )}
      </ol>
    </>
  );
}
