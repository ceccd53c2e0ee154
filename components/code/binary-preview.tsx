/** What is in a file that is no text: facts and tables. */
'use client';
import { useMemo } from 'react';
import { previewOf } from '@/graph-engine/codegen/previews/registry';
import { sizeText } from '@/components/data/size-text';
import styles from './binary-preview.module.css';

/** Rows beyond are counted: a model may have thousands of tensors. */
const MOST_ROWS = 300;

interface BinaryPreviewProps {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The chosen node, whose weights are marked. */
  readonly node: string | null;
}

export function BinaryPreview({ path, bytes, node }: BinaryPreviewProps) {
  const isOfNode = ([name = '']: readonly string[]): boolean => node !== null && (name.startsWith(`${node}/`) || name.startsWith(`${node}.`));
  const preview = useMemo(() => previewOf(path, bytes), [path, bytes]);
  return (
    <div className={styles.preview} tabIndex={0} role="region" aria-label={`What is in ${path}`}>
      <p className={styles.about}>{preview?.about ?? 'A file that is no text, as the project needs it.'}</p>
      <dl className={styles.facts}>
        {[['Size', sizeText(bytes.length)] as const, ...(preview?.facts ?? [])].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {preview?.tables.filter(({ rows }) => rows.length > 0).map(({ title, columns, rows }) => (
        <table key={title} className={styles.table}>
          <caption>{title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row, i) => (
              <tr key={i} data-marked={isOfNode(row) || undefined}>
                {row.map((cell, j) => (
                  <td key={j}>{cell}</td>
                ))}
              </tr>
            ))}
            {rows.length > MOST_ROWS && (
              <tr>
                <td colSpan={columns.length}>and {(rows.length - MOST_ROWS).toLocaleString('en')} more</td>
              </tr>
            )}
          </tbody>
        </table>
      ))}
    </div>
  );
}
