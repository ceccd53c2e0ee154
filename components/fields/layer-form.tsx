/** What a layer can be set to, with its help and the messages on its fields. */
import type { LayerInstance } from '@/graph-engine/document/types';
import { layerOf } from '@/graph-engine/layers/registry';
import { dispatch, useStudio } from '@/components/studio-state';
import { FieldForm } from './field-form';
import styles from './fields.module.css';

export interface LayerFormProps {
  readonly node: string;
  readonly layer: LayerInstance;
  readonly readOnly: boolean;
}

export function LayerForm({ node, layer: { id, kind, params }, readOnly }: LayerFormProps) {
  const diagnostics = useStudio(({ analysis }) => analysis.nodes[node]?.diagnostics.filter(({ at }) => at.layer === id && at.field !== undefined) ?? []);
  const definition = layerOf(kind);
  if (!definition) return null;
  return (
    <>
      <p className={styles.about}>{definition.help}</p>
      <FieldForm
        fields={definition.fields}
        params={[params]}
        disabled={readOnly}
        diagnostics={diagnostics}
        onCommit={(field, value) => {
          const result = dispatch('setLayerParam', { node, layer: id, field, value }, { quiet: true });
          return result.ok ? null : result.reason;
        }}
      />
    </>
  );
}
