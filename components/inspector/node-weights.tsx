/** What a node learns: how many parameters, whether they are trained, and whose they are. */
import { useId } from 'react';
import { Switch } from 'radix-ui';
import { printShape } from '@/graph-engine/document/shape';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { dispatch, useStudio } from '@/components/studio-state';
import { Section } from './section';
import fields from './fields/fields.module.css';
import styles from './inspector.module.css';

export function NodeWeights({ id }: { readonly id: string }) {
  const { node, analysis, readOnly } = useStudio(({ document, analysis, readOnly }) => ({
    node: document.nodes[id],
    analysis: analysis.nodes[id],
    readOnly: readOnly !== null,
  }));
  const partners = useStudio(({ document }) => Object.values(document.nodes).filter((other) => other.id !== id && other.kind === node?.kind));
  const frozenId = useId();
  const shareId = useId();
  const traits = node && nodeOf(node.kind)?.traits;
  if (!node || !traits || !analysis) return null;
  const learns = analysis.parameters > 0 || traits.stack || analysis.weights.length > 0 || node.sharesWith !== null;
  if (!learns) return null;
  return (
    <Section title="Weights" aside={<span className={`${styles.count} tabular`}>{analysis.parameters.toLocaleString('en')} parameters</span>}>
      <div className={fields.form}>
        <div className={fields.row} data-type="boolean">
          <label className={fields.label} htmlFor={frozenId}>
            Frozen
          </label>
          <div className={fields.control}>
            <Switch.Root id={frozenId} className={fields.switch} checked={node.frozen} disabled={readOnly} onCheckedChange={(frozen) => dispatch('setFrozen', { nodes: [id], frozen })}>
              <Switch.Thumb className={fields.thumb} />
            </Switch.Root>
          </div>
        </div>
        {traits.shareable && (partners.length > 0 || node.sharesWith !== null) && (
          <div className={fields.row}>
            <label className={fields.label} htmlFor={shareId}>
              Weights of
            </label>
            <select id={shareId} className={fields.select} value={node.sharesWith ?? ''} disabled={readOnly} onChange={(event) => dispatch('setShared', { node: id, target: event.target.value || null })}>
              <option value="">Its own</option>
              {partners.map((partner) => (
                <option key={partner.id} value={partner.id}>
                  {partner.name}
                </option>
              ))}
            </select>
          </div>
        )}
        {analysis.weights.length > 0 && (
          <ul className={styles.weights}>
            {analysis.weights.map(({ name, shape, trainable }) => (
              <li key={name}>
                <code>{name}</code>
                <code>[{printShape(shape).slice(1, -1).replace(/^batch(, )?/, '')}]</code>
                {trainable === false && <small>not trained by gradient</small>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
