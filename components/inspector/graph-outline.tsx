/** The graph as a list, in the order in which data flows: for a quick way about, and for those who do not see the canvas. */
import { useMemo } from 'react';
import { wiresOf } from '@/components/canvas-state/wire-index';
import { useStudio } from '@/components/studio-state';
import type { Analysis } from '@/graph-engine/analysis/types';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { goTo } from '@/components/diagnostics/go-to';
import { Section } from './section';
import styles from './inspector.module.css';

/** An error outweighs warnings, whichever was found first; what is only remarked is no mark. */
export const worstOf = (diagnostics: readonly Pick<Diagnostic, 'severity'>[]): 'error' | 'warning' | null =>
  (['error', 'warning'] as const).find((worst) => diagnostics.some(({ severity }) => severity === worst)) ?? null;

function rowsOf({ nodes, wires }: HourglassDocument, analysis: Analysis) {
  const ordered = new Set(analysis.order);
  return [...ordered, ...Object.keys(nodes).filter((id) => !ordered.has(id))].flatMap((id) => {
    const node = nodes[id];
    if (!node) return [];
    const leaving = Object.values(wiresOf({ wires }, id).outputs).flat();
    return {
      id,
      name: node.name,
      kind: node.kind,
      next: leaving.map(({ to }) => nodes[to.node]?.name).join(', '),
      mark: worstOf(analysis.nodes[id]?.diagnostics ?? []),
    };
  });
}

export function GraphOutline() {
  // Worked out when the graph changes, not whenever anything does.
  const document = useStudio((studio) => studio.document);
  const analysis = useStudio((studio) => studio.analysis);
  const rows = useMemo(() => rowsOf(document, analysis), [document, analysis]);
  return (
    <Section title="Outline" aside={<span className={styles.count}>{rows.length}</span>}>
      {rows.length === 0 && <p className={styles.help}>The canvas is empty. Drag a node from the palette, or press Tab on the canvas.</p>}
      <ol className={styles.outline} aria-label="Nodes in the order of the data">
        {rows.map(({ id, name, kind, next, mark }) => (
          <li key={id}>
            <button type="button" className={styles.outlineRow} data-mark={mark ?? undefined} onClick={() => goTo({ node: id })}>
              <i style={{ background: `var(--category-${nodeOf(kind)?.category ?? 'wiring'})` }} />
              <span title={name}>{name}</span>
              <small title={next || undefined}>{next ? `→ ${next}` : (nodeOf(kind)?.title ?? kind)}</small>
              {mark && <em>{mark}</em>}
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}
