/** One wire: from where to where, what travels on it, and what is wrong with it. */
import { Trash2 } from 'lucide-react';
import { printPortType } from '@/graph-engine/document/port-type';
import { dispatch, select, useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { DiagnosticCard } from '@/components/diagnostics/diagnostic-card';
import styles from './inspector.module.css';

export function WireInspector({ id }: { readonly id: string }) {
  const { wire, type, from, to, readOnly } = useStudio(({ document, analysis, readOnly }) => {
    const wire = document.wires[id];
    return {
      wire,
      type: analysis.wires[id],
      from: wire && document.nodes[wire.from.node]?.name,
      to: wire && document.nodes[wire.to.node]?.name,
      readOnly: readOnly !== null,
    };
  });
  const diagnostics = useStudio(({ analysis }) => analysis.diagnostics.filter(({ at }) => at.wire === id));
  if (!wire) return null;
  return (
    <>
      <header className={styles.header}>
        <p className={styles.kind}>Wire</p>
        <h2 className={styles.title}>
          <button type="button" onClick={() => select({ nodes: [wire.from.node] })}>
            {from}
          </button>
          {' → '}
          <button type="button" onClick={() => select({ nodes: [wire.to.node] })}>
            {to}
          </button>
        </h2>
        <p className={styles.help}>{type ? <code>{printPortType(type)}</code> : 'What travels on it is not known yet.'}</p>
      </header>
      {diagnostics.length > 0 && (
        <div className={styles.problems}>
          {diagnostics.map((diagnostic, index) => (
            <DiagnosticCard key={index} diagnostic={diagnostic} />
          ))}
        </div>
      )}
      <div className={styles.actions}>
        <Button variant="danger" disabled={readOnly} onClick={() => dispatch('disconnect', { wires: [id] })}>
          <Trash2 aria-hidden /> Delete wire
        </Button>
      </div>
    </>
  );
}
