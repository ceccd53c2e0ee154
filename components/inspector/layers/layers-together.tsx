/** Layers of one kind in what is selected, set together: the form of each kind that stands there more than once. */
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { mirrorField } from '@/graph-engine/nodes/mirror-field';
import type { Edit } from '@/graph-engine/document/run-commands';
import { layersOf, type GraphNode, type LayerInstance } from '@/graph-engine/document/types';
import { layerOf } from '@/graph-engine/layers/registry';
import { batch, useStudio } from '@/components/studio-state';
import { FieldForm } from '@/components/fields/field-form';
import styles from './layers.module.css';

interface Placed {
  readonly node: string;
  readonly layer: LayerInstance;
}

/** By kind, those that stand there more than once and have something to set. */
export function alikeLayers(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly Placed[]> {
  // A node that mirrors another one runs none of its own.
  const all = nodes.filter((node) => !mirrorField(node)).flatMap((node) => layersOf(node).map((layer): Placed => ({ node: node.id, layer })));
  const kinds = [...new Set(all.map(({ layer }) => layer.kind))];
  const byKind = kinds.map((kind) => [kind, all.filter(({ layer }) => layer.kind === kind)] as const);
  return new Map(byKind.filter(([kind, placed]) => placed.length > 1 && Object.keys(layerOf(kind)?.fields ?? {}).length > 0));
}

export function LayersTogether({ ids }: { readonly ids: readonly string[] }) {
  const nodes = useStudio(({ document }) => ids.flatMap((id) => document.nodes[id] ?? []));
  const readOnly = useStudio((studio) => studio.readOnly !== null);
  const [open, setOpen] = useState<string | null>(null);
  return [...alikeLayers(nodes)].map(([kind, placed]) => {
    const { title, fields } = layerOf(kind)!;
    const isOpen = open === kind;
    const commit = (field: string, value: Parameters<Parameters<typeof FieldForm>[0]['onCommit']>[1]): string | null => {
      const edits = placed.map(({ node, layer }): Edit => ({ name: 'setLayerParam', args: { node, layer: layer.id, field, value } }));
      const result = batch(`Set ${fields[field]?.label.toLowerCase() ?? field} of ${placed.length} ${title} layers`, edits, { quiet: true, merge: `${field} of ${placed.map(({ layer }) => layer.id).join(' ')}` });
      return result.ok ? null : result.reason;
    };
    return (
      <div key={kind} className={styles.together}>
        <button type="button" className={styles.main} aria-expanded={isOpen} onClick={() => setOpen(isOpen ? null : kind)}>
          <span className={styles.name}>
            {title} × {placed.length} together
          </span>
          <ChevronRight aria-hidden className={styles.chevron} />
        </button>
        {isOpen && <FieldForm fields={fields} params={placed.map(({ layer }) => layer.params)} disabled={readOnly} onCommit={commit} />}
      </div>
    );
  });
}
