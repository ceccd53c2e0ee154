/** Kind, name and one-line help of a node. */
import { Snowflake } from 'lucide-react';
import { useState } from 'react';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { kindColor } from '@/components/canvas-state/kinds';
import { dispatch, useStudio } from '@/components/studio-state';
import styles from './inspector.module.css';

export function NodeHeader({ id }: { readonly id: string }) {
  const { node, readOnly } = useStudio(({ document, readOnly }) => ({ node: document.nodes[id], readOnly: readOnly !== null }));
  const [draft, setDraft] = useState<{ readonly text: string; readonly problem: string | null } | null>(null);
  if (!node) return null;
  const definition = nodeOf(node.kind);
  const change = (text: string): void => {
    const result = dispatch('renameNode', { node: id, name: text }, { quiet: true });
    setDraft({ text, problem: result.ok ? null : result.reason });
  };
  return (
    <header className={styles.header} style={{ '--strip': kindColor(node.kind) } as React.CSSProperties}>
      <p className={styles.kind}>
        {definition?.title ?? node.kind}
        {node.frozen && (
          <span className={styles.frozen}>
            <Snowflake aria-hidden /> frozen
          </span>
        )}
      </p>
      <input
        className={styles.nodeName}
        aria-label="Node name"
        value={draft?.problem ? draft.text : (draft?.text.trim() === node.name ? draft.text : node.name)}
        readOnly={readOnly}
        spellCheck={false}
        maxLength={200}
        aria-invalid={draft?.problem ? true : undefined}
        onChange={(event) => change(event.target.value)}
        onBlur={() => setDraft(null)}
      />
      {draft?.problem && (
        <p role="alert" className={styles.fault}>
          {draft.problem}
        </p>
      )}
      {definition && <p className={styles.help}>{definition.help}</p>}
    </header>
  );
}
