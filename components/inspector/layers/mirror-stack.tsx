/** The layers that follow another node's, read-only; one button makes them the node's own. */
import { FlipHorizontal2, Unlink } from 'lucide-react';
import { printShape } from '@/graph-engine/document/shape';
import { layerOf } from '@/graph-engine/layers/registry';
import type { Edit } from '@/graph-engine/document/run-commands';
import { batch, select, useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import styles from './layers.module.css';

export interface MirrorStackProps {
  readonly id: string;
  /** The field that names the mirrored node. */
  readonly field: string;
  readonly target: string;
}

export function MirrorStack({ id, field, target }: MirrorStackProps) {
  const { stack, node, name, readOnly } = useStudio(({ document, analysis, readOnly }) => ({
    stack: analysis.nodes[id]?.stack,
    node: document.nodes[id],
    name: document.nodes[target]?.name,
    readOnly: readOnly !== null,
  }));
  if (!node) return null;
  const makeOwn = (): void => {
    const edits: Edit[] = [
      { name: 'setParam', args: { nodes: [id], field, value: null } },
      ...(Object.keys(node.layers).length > 0 ? [{ name: 'removeLayer', args: { node: id, layers: Object.keys(node.layers) } } satisfies Edit] : []),
      ...(stack?.layers ?? []).map(({ kind, params }): Edit => ({ name: 'addLayer', args: { node: id, kind, params } })),
    ];
    batch(`Give ${node.name} its own layers`, edits);
  };
  return (
    <div className={styles.mirror}>
      <p className={styles.note}>
        <FlipHorizontal2 aria-hidden />
        <span>
          Follows{' '}
          <button type="button" onClick={() => select({ nodes: [target] })}>
            {name ?? 'a node that is gone'}
          </button>{' '}
          in reverse, as it changes.
        </span>
      </p>
      <ol className={styles.list} aria-label="Derived layers">
        {stack?.layers.map((layer) => {
          const definition = layerOf(layer.kind);
          return (
            <li key={layer.id} className={styles.derived}>
              <span>{definition?.title ?? layer.kind}</span>
              <small>{definition?.summary(layer.params).replace(definition.title, '').trim()}</small>
              <code>{layer.output ? printShape(layer.output) : '—'}</code>
            </li>
          );
        })}
      </ol>
      <Button onClick={makeOwn} disabled={readOnly || !stack}>
        <Unlink aria-hidden /> Make these layers its own
      </Button>
    </div>
  );
}
