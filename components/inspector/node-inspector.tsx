/** One node: name, problems, parameters, layers, weights and ports. */
import { lazy, Suspense } from 'react';
import type { PortType } from '@/graph-engine/document/port-type';
import { wiresInto } from '@/graph-engine/document/wires-into';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { useDataRemarks } from '@/components/data/data-remarks';
import { sourceOf } from '@/components/data/data-source';
import { dispatch, useDocument, useStudio } from '@/components/studio-state';
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import { useFault } from '@/components/training/use-fault';
import { DiagnosticCard } from '@/components/diagnostics/diagnostic-card';
import { FieldForm } from '@/components/fields/field-form';
import { NodeHeader } from './node-header';
import { NodeMode } from './node-mode';
import { NodePlayer } from './node-player';
import { NodePorts } from './node-ports';
import { NodeWeights } from './node-weights';
import { Section } from './section';
import styles from './inspector.module.css';

const LayerStack = lazy(async () => ({ default: (await import('./layers/layer-stack')).LayerStack }));

const TableColumns = lazy(async () => ({ default: (await import('./table-columns')).TableColumns }));
const ColumnShares = lazy(async () => ({ default: (await import('./column-shares')).ColumnShares }));
const NONE: readonly ColumnSettings[] = [];

const isOfColumns = (type: PortType | undefined): boolean => type?.tag === 'data' && type.source !== null && type.places !== undefined;

export function NodeInspector({ id }: { readonly id: string }) {
  const fault = useFault();
  const { node, diagnostics, readOnly } = useStudio(({ document, analysis, readOnly }) => ({
    node: document.nodes[id],
    diagnostics: analysis.nodes[id]?.diagnostics,
    readOnly: readOnly !== null,
  }));
  const remarks = useDataRemarks(id);
  const columns = useDocument((document) => sourceOf(document, id)?.columns ?? NONE);
  // What compares an output with the rows of a table.
  const comparesRows = useStudio(({ document, analysis }) => nodeOf(document.nodes[id]?.kind ?? '')?.traits.objective === true && analysis.nodes[id]?.outputs.length === 0 && wiresInto(document, id).some(({ from }) => isOfColumns(analysis.nodes[from.node]?.types[from.port])));
  if (!node) return null;
  const definition = nodeOf(node.kind);
  const all = [...(diagnostics ?? []), ...remarks];
  const general = [...(fault?.at.node === id ? [fault] : []), ...all].filter(({ at }) => at.field === undefined && at.layer === undefined);
  const ofFields = all.filter(({ at }) => at.field !== undefined && at.layer === undefined);
  return (
    <>
      <NodeHeader id={id} />
      <NodeMode id={id} />
      {general.length > 0 && (
        <div className={styles.problems} data-testid="node-problems">
          {general.map((diagnostic, index) => (
            <DiagnosticCard key={index} diagnostic={diagnostic} />
          ))}
        </div>
      )}
      {definition && Object.keys(definition.fields).length > 0 && (
        <Section title="Parameters">
          <FieldForm
            fields={definition.fields}
            params={[node.params]}
            disabled={readOnly}
            diagnostics={ofFields}
            onCommit={(field, value) => {
              const result = dispatch('setParam', { nodes: [id], field, value }, { quiet: true });
              return result.ok ? null : result.reason;
            }}
          />
        </Section>
      )}
      {columns.length > 0 && (
        <Suspense fallback={null}>
          <TableColumns id={id} columns={columns} />
        </Suspense>
      )}
      {comparesRows && (
        <Suspense fallback={null}>
          <ColumnShares />
        </Suspense>
      )}
      {definition?.traits.stack && (
        <Suspense fallback={null}>
          <LayerStack id={id} />
        </Suspense>
      )}
      {definition && <NodeWeights id={id} />}
      {definition && <NodePlayer ids={[id]} />}
      <NodePorts id={id} />
    </>
  );
}
