/** The graph as a list, in the order in which data flows: for a quick way about, and for those who do not see the canvas. */
import { useStudio } from '@/components/studio-state';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { goTo } from './go-to';
import { Section } from './section';
import styles from './inspector.module.css';

export function GraphOutline() {
  const rows = useStudio(({ document, analysis }) => {
    const rest = Object.keys(document.nodes).filter((id) => !analysis.order.includes(id));
    return [...analysis.order, ...rest].flatMap((id) => document.nodes[id] ?? []);
  });
  const next = useStudio(({ document }) =>
    rows.map(({ id }) =>
      Object.values(document.wires)
        .filter(({ from }) => from.node === id)
        .map(({ to }) => document.nodes[to.node]?.name)
        .join(', '),
    ),
  );
  const marks = useStudio(({ analysis }) => rows.map(({ id }) => analysis.nodes[id]?.diagnostics.find(({ severity }) => severity !== 'info')?.severity ?? ''));
  return (
    <Section title="Outline" aside={<span className={styles.count}>{rows.length}</span>}>
      {rows.length === 0 && <p className={styles.help}>The canvas is empty. Drag a node from the palette, or press Tab on the canvas.</p>}
      <ol className={styles.outline} aria-label="Nodes in the order of the data">
        {rows.map(({ id, name, kind }, index) => (
          <li key={id}>
            <button type="button" className={styles.outlineRow} data-mark={marks[index] || undefined} onClick={() => goTo({ node: id })}>
              <i style={{ background: `var(--category-${nodeOf(kind)?.category ?? 'wiring'})` }} />
              <span>{name}</span>
              <small>{next[index] ? `→ ${next[index]}` : (nodeOf(kind)?.title ?? kind)}</small>
              {marks[index] && <em>{marks[index]}</em>}
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}
