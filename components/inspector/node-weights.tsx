/** What a node learns: how many parameters, whether they are trained, and whose they are. */
import { useId } from 'react';
import { printShape } from '@/graph-engine/document/shape';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { dispatch, useStudio } from '@/components/studio-state';
import { Switch } from '@/components/ui/switch';
import { Section } from './section';
import fields from '@/components/fields/fields.module.css';
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
            <Switch id={frozenId} checked={node.frozen} disabled={readOnly} onChange={(frozen) => void dispatch('setFrozen', { nodes: [id], frozen })} />
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
