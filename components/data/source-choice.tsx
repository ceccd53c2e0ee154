/** Chooses where the data of a node comes from; the same field as in the inspector. */
'use client';
import { datasetList } from '@/graph-engine/data/sources/registry';
import { dispatch } from '@/components/studio-state/studio';
import { useDocument, useStudio } from '@/components/studio-state/use-studio';
import styles from './data-dialog.module.css';
import { sourceOf } from './data-source';

export function SourceChoice({ node }: { readonly node: string }) {
  const chosen = useDocument((document) => sourceOf(document, node)?.definition ?? null);
  const readOnly = useStudio((studio) => studio.readOnly !== null);
  return (
    <label className={styles.choice}>
      <span>Source</span>
      <select value={chosen?.id ?? ''} disabled={readOnly} onChange={(event) => dispatch('setParam', { nodes: [node], field: 'source', value: event.target.value })}>
        {datasetList.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {chosen && <small>{chosen.help}</small>}
    </label>
  );
}
