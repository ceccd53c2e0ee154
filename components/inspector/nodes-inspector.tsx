/** Several nodes: the parameters they have in common are set on all of them at once. */
import { lazy, Suspense } from 'react';
import { Snowflake } from 'lucide-react';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { dispatch, select, useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { FieldForm } from '@/components/fields/field-form';
import { NodePlayer } from './node-player';
import { Section } from './section';
import styles from './inspector.module.css';

const LayersTogether = lazy(async () => ({ default: (await import('./layers/layers-together')).LayersTogether }));

export function NodesInspector({ ids }: { readonly ids: readonly string[] }) {
  const nodes = useStudio(({ document }) => ids.flatMap((id) => document.nodes[id] ?? []));
  const readOnly = useStudio(({ readOnly }) => readOnly !== null);
  const parameters = useStudio(({ analysis }) => ids.reduce((total, id) => total + (analysis.nodes[id]?.parameters ?? 0), 0));
  const kinds = [...new Set(nodes.map(({ kind }) => kind))];
  const frozen = nodes.length > 0 && nodes.every((node) => node.frozen);
  return (
    <>
      <header className={styles.header}>
        <p className={styles.kind}>{kinds.map((kind) => nodeOf(kind)?.title ?? kind).join(', ')}</p>
        <h2 className={styles.title}>{nodes.length} nodes</h2>
        <p className={styles.help}>{parameters.toLocaleString('en')} parameters together.</p>
      </header>
      <div className={styles.actions}>
        <Button disabled={readOnly} onClick={() => dispatch('setFrozen', { nodes: [...ids], frozen: !frozen })}>
          <Snowflake aria-hidden /> {frozen ? 'Thaw all' : 'Freeze all'}
        </Button>
      </div>
      {kinds.map((kind) => {
        const same = nodes.filter((node) => node.kind === kind);
        const definition = nodeOf(kind);
        if (!definition || Object.keys(definition.fields).length === 0) return null;
        return (
          <Section key={kind} title={`${definition.title} × ${same.length}`}>
            <FieldForm
              fields={definition.fields}
              params={same.map(({ params }) => params)}
              disabled={readOnly}
              onCommit={(field, value) => {
                const result = dispatch('setParam', { nodes: same.map(({ id }) => id), field, value }, { quiet: true });
                return result.ok ? null : result.reason;
              }}
            />
          </Section>
        );
      })}
      <Suspense fallback={null}>
        <LayersTogether ids={ids} />
      </Suspense>
      <NodePlayer ids={ids} />
      <Section title="Selected">
        <ul className={styles.outline}>
          {nodes.map(({ id, name, kind }) => (
            <li key={id}>
              <button type="button" className={styles.outlineRow} onClick={() => select({ nodes: [id] })}>
                <span>{name}</span>
                <small>{nodeOf(kind)?.title ?? kind}</small>
              </button>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
