/** The graph on a phone: its cards, each at the width that lets it be read, scrolled like a page. Pressing one opens its settings. */
import { lazy, Suspense, type CSSProperties } from 'react';
import { nodeLabel } from '@/components/node/node-label';
import { KindTile } from '@/components/node/kind-tile';
import { layersOf } from '@/graph-engine/document/types';
import { kindColor, kindOf, layerSummary, summaryOf } from '@/components/canvas-state/kinds';
import { select, useAnalysis, useDocument, useSelection } from '@/components/studio-state';
import { isColumns, phoneRows, type PhoneCard } from './phone-cards-order';
import styles from './phone-cards.module.css';

const NodePreview = lazy(async () => ({ default: (await import('@/components/views/node-preview')).NodePreview }));

export function PhoneCards() {
  // The same words for the same cards: typing in a field lays nothing out anew.
  const laid = useDocument((document) => JSON.stringify(phoneRows(document)));
  const rows = JSON.parse(laid) as ReturnType<typeof phoneRows>;
  return (
    <div className={styles.cards} role="group" aria-label="Cards of the graph" tabIndex={0}>
      {rows.length === 0 && <p className={styles.empty}>An empty graph. Open a template from the menu, or draw on the canvas.</p>}
      {rows.map((row) =>
        isColumns(row) ? (
          <div key={row[0][0]!.id} className={styles.columns} data-one={row[1].length === 0 || undefined}>
            {row.map((column, at) => (
              <div key={at === 0 ? 'left' : 'right'} className={styles.column}>
                {column.map((card) => (
                  <Card key={card.id} {...card} />
                ))}
              </div>
            ))}
          </div>
        ) : (
          <Card key={row.id} {...row} />
        ),
      )}
    </div>
  );
}

function Card({ id, from }: PhoneCard) {
  const node = useDocument(({ nodes }) => nodes[id]);
  const analysis = useAnalysis(({ nodes }) => nodes[id]);
  const selected = useSelection(({ nodes }) => nodes.includes(id));
  if (!node) return null;
  const definition = kindOf(node.kind);
  const problems = analysis?.diagnostics.filter(({ severity }) => severity === 'error').length ?? 0;
  const what = [summaryOf(node), layersOf(node).map(layerSummary).join(' → ')].filter(Boolean).join(' · ');
  const hasPicture = definition && definition.traits.preview !== 'none' && !node.collapsed;
  return (
    <section className={styles.card} data-testid={`node-${id}`} style={{ '--tint': kindColor(node.kind) } as CSSProperties} data-selected={selected || undefined} data-failing={problems > 0 || undefined}>
      <button type="button" className={styles.head} aria-label={nodeLabel(node, definition?.title ?? node.kind, analysis)} aria-pressed={selected} onClick={() => select({ nodes: selected ? [] : [id] })}>
        <KindTile kind={node.kind} />
        <span className={styles.words}>
          <strong>{node.name}</strong>
          {what && <small>{what}</small>}
          {from.length > 0 && <small>from {from.join(', ')}</small>}
        </span>
      </button>
      {hasPicture && (
        <Suspense fallback={<div className={styles.loading} />}>
          <NodePreview nodeId={id} awake />
        </Suspense>
      )}
    </section>
  );
}
