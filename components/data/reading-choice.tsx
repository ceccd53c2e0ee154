/** What the reader noticed about a file, with the turn in one click, and the choices of how it is read. */
'use client';
import { RotateCw } from 'lucide-react';
import type { DataTable } from '@/graph-engine/data/table';
import type { Layout } from '@/graph-engine/data/formats/layout';
import { useDocument, useStudio } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import styles from './data-dialog.module.css';
import { sourceOf } from './data-source';
import { isPictures } from './is-pictures';
import { layoutsOf, readColumn, readLayout } from './reading';

export function Reading({ node, table }: { readonly node: string; readonly table: DataTable }) {
  const isFile = useDocument((document) => sourceOf(document, node)?.definition.origin === 'file');
  const layout = useDocument((document) => sourceOf(document, node)?.reading.layout ?? 'channels-last');
  const readOnly = useStudio((studio) => studio.readOnly !== null);
  if (!isFile) return null;
  const columns = table.notes?.find(({ column }) => column)?.column;
  return (
    <div className={styles.reading}>
      {(table.notes?.length ?? 0) > 0 && (
        <ul aria-label="Noticed in the files">
          {table.notes!.map(({ text, turn }) => (
            <li key={text}>
              {text}
              {turn && (
                <Button size="small" disabled={readOnly} onClick={() => readLayout(node, turn.layout, turn.shape)}>
                  <RotateCw aria-hidden /> Turn to {turn.shape.join(' × ')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {table.shape.length === 3 && !isPictures(table) && !table.sound && (
        <label className={styles.choice}>
          <span>Order in the file</span>
          <select
            value={layout}
            disabled={readOnly}
            onChange={(event) => {
              const chosen = layoutsOf(table.shape, layout).find(({ id }) => id === (event.target.value as Layout))!;
              readLayout(node, chosen.id, chosen.shape);
            }}
          >
            {layoutsOf(table.shape, layout).map(({ id, title, shape }) => (
              <option key={id} value={id}>
                {title} (items of {shape.join(' × ')})
              </option>
            ))}
          </select>
        </label>
      )}
      {columns && (
        <label className={styles.choice}>
          <span>Column of the class</span>
          <select value={columns.chosen} disabled={readOnly} onChange={(event) => readColumn(node, Number(event.target.value))}>
            {Array.from({ length: columns.of }, (_, column) => (
              <option key={column} value={column}>
                {column}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
