/** Who learns a node's parameters and makes its terms small, where there is more than one player. */
import { useId } from 'react';
import { playersOf } from '@/graph-engine/document/players';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { dispatch, useDocument, useStudio } from '@/components/studio-state';
import { Section } from './section';
import fields from '@/components/fields/fields.module.css';

export function NodePlayer({ ids }: { readonly ids: readonly string[] }) {
  const training = useDocument((document) => document.training);
  const nodes = useStudio(({ document, analysis }) =>
    ids.flatMap((id) => {
      const node = document.nodes[id];
      const traits = node && nodeOf(node.kind)?.traits;
      return node && traits && (traits.objective || traits.stack || (analysis.nodes[id]?.parameters ?? 0) > 0) ? node : [];
    }),
  );
  const readOnly = useStudio(({ readOnly }) => readOnly !== null);
  const id = useId();
  const players = playersOf(training);
  if (nodes.length === 0 || players.length < 2) return null;
  const owners = new Set(nodes.map(({ player }) => player));
  return (
    <Section title="Player">
      <div className={fields.form}>
        <div className={fields.row}>
          <label className={fields.label} htmlFor={id} title="Who learns its parameters and makes its terms of the loss small.">
            Belongs to
          </label>
          <select id={id} className={fields.select} value={owners.size === 1 ? [...owners][0] : ''} disabled={readOnly} onChange={(event) => dispatch('setNodePlayer', { nodes: nodes.map((node) => node.id), player: event.target.value })}>
            {owners.size > 1 && <option value="">differs</option>}
            {players.map(({ id: player, name }) => (
              <option key={player} value={player}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
    </Section>
  );
}
