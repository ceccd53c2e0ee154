/** Looks at the items of a Dataset: rows or pictures, columns before and after preparation, and what to mind. */
'use client';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { useStore } from 'zustand';
import { isFeature, isInRow, isNumber, placesOf, preparationOf } from '@/graph-engine/data/columns/layout';
import type { TableFacts } from '@/graph-engine/data/facts/types';
import type { DataTable } from '@/graph-engine/data/table';
import type { GraphNode } from '@/graph-engine/document/types';
import { dataSettingsOf } from '@/graph-engine/nodes/data-settings';
import { useDocument } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { useData } from '../data-store';
import { useReadTable } from '../shown-table';
import { preparationTitle } from '../wizard/column-head';
import { browserStore, closeBrowser } from './browser-store';
import { ColumnCard } from './column-card';
import styles from './browse.module.css';
import { Overview } from './overview';
import { PicturesPage } from './pictures-page';
import { TextsPage } from '../texts/texts-page';
import { VocabularyPage } from '../texts/vocabulary-page';
import { Pages, RowsTable } from './rows-table';
import { SoundsPage } from './sounds-page';
import { useFacts } from './use-facts';

export function DataBrowser() {
  const id = useStore(browserStore, ({ node }) => node);
  const node = useDocument(({ nodes }) => (id ? (nodes[id] ?? null) : null));
  const entry = useData(id ?? '');
  const table = useReadTable(id, entry?.status === 'ready' ? entry.table : null);
  if (!node || !table) return null;
  const shape = table.text ? `at most ${table.shape[0]!.toLocaleString('en')} ${table.text.tokens} each` : table.columns ? `${table.columns.length.toLocaleString('en')} columns to learn from` : `items of ${table.shape.join(' × ')}`;
  return (
    <Modal title={`Data of ${node.name}`} purpose={`${table.name}: ${table.count.toLocaleString('en')} ${table.text ? 'texts' : table.columns ? 'rows' : 'items'}, ${shape}.`} size="large" onClose={closeBrowser} footer={<Button onClick={closeBrowser}>Close</Button>}>
      <Browser table={table} node={node} />
    </Modal>
  );
}

function Browser({ table, node }: { readonly table: DataTable; readonly node: GraphNode }) {
  const facts = useFacts(table, node);
  const first = table.text ? 'Texts' : table.columns ? 'Rows' : table.sound ? 'Recordings' : 'Pictures';
  const warned = typeof facts === 'object' && facts ? facts.warnings.length : 0;
  return (
    <Tabs.Root defaultValue="items" className={styles.browser}>
      <Tabs.List className={styles.tabs} aria-label="Parts of the data">
        <Tabs.Trigger value="items">{first}</Tabs.Trigger>
        {table.columns && <Tabs.Trigger value="columns">Columns</Tabs.Trigger>}
        {table.text && <Tabs.Trigger value="vocabulary">Vocabulary</Tabs.Trigger>}
        <Tabs.Trigger value="overview">Overview{warned > 0 && <span className={styles.count}>{warned}</span>}</Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="items">{table.text ? <TextsPage table={table} /> : table.columns ? <RowsTable table={table} perPage={50} /> : table.sound ? <SoundsPage table={table} /> : <PicturesPage table={table} />}</Tabs.Content>
      {table.columns && (
        <Tabs.Content value="columns">
          <Found facts={facts}>{(found) => <Columns facts={found} node={node} />}</Found>
        </Tabs.Content>
      )}
      {table.text && (
        <Tabs.Content value="vocabulary">
          <VocabularyPage table={table} />
        </Tabs.Content>
      )}
      <Tabs.Content value="overview">
        <Found facts={facts}>{(found) => <Overview facts={found} />}</Found>
      </Tabs.Content>
    </Tabs.Root>
  );
}
function Found({ facts, children }: { readonly facts: TableFacts | string | null; children(facts: TableFacts): React.ReactNode }) {
  if (facts === null) return <p role="status">Looking at all of it…</p>;
  return typeof facts === 'string' ? <p role="alert" className={styles.warning}>{facts}</p> : children(facts);
}

const PER_PAGE = 48;
const orders = { file: 'As in the file', tie: 'Strongest tie to the label first', missing: 'Most missing first' } as const;

function Columns({ facts, node }: { readonly facts: TableFacts; readonly node: GraphNode }) {
  const [from, setFrom] = useState(0);
  const [order, setOrder] = useState<keyof typeof orders>('file');
  const { columns } = dataSettingsOf(node);
  const embedded = columns.filter((column) => isFeature(column) && !isInRow(column)).map(({ name }) => [name, 'embedding'] as const);
  const prepared = new Map([...embedded, ...placesOf(columns).map((place) => [place.settings.name, isNumber(place) ? preparationTitle(preparationOf(place)).toLowerCase() : 'one-hot'] as const)]);
  const sorted = order === 'file' ? facts.columns : facts.columns.toSorted((a, b) => (order === 'tie' ? (b.tie?.correlation ?? 0) - (a.tie?.correlation ?? 0) : b.facts.missing - a.facts.missing));
  return (
    <>
      <label className={styles.order}>
        Order
        <select
          value={order}
          onChange={(event) => {
            setOrder(event.target.value as keyof typeof orders);
            setFrom(0);
          }}
        >
          {Object.entries(orders).map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <ul className={styles.cards}>
        {sorted.slice(from, from + PER_PAGE).map((column) => (
          <ColumnCard key={column.name} column={column} preparation={prepared.get(column.name) ?? null} warnings={facts.warnings.filter((warning) => warning.column === column.name)} />
        ))}
      </ul>
      <Pages from={from} perPage={PER_PAGE} total={sorted.length} what="Columns" go={setFrom} />
    </>
  );
}
