/** The first texts of a Dataset, as many as a node has room for. */
import { tokensAt } from '@/graph-engine/data/text/texts';
import type { DataTable } from '@/graph-engine/data/table';
import { TokenLine } from '@/components/data/texts/token-line';
import styles from './text-preview.module.css';

const TEXTS = 5;

interface TextPreviewProps {
  readonly table: DataTable;
  /** The text that is followed through the graph. */
  readonly chosen: number | null;
  onChoose(item: number): void;
}

export function TextPreview({ table, chosen, onChoose }: TextPreviewProps) {
  return (
    <ol className={styles.texts} aria-label={`First texts of ${table.name}`}>
      {Array.from({ length: Math.min(TEXTS, table.count) }, (_, item) => (
        <li key={item}>
          <button type="button" className="nodrag" aria-pressed={item === chosen} title="Follow this text through the graph" onClick={() => onChoose(item)}>
            <TokenLine tokens={tokensAt(table, item)} kind={table.text!.tokens} />
          </button>
        </li>
      ))}
    </ol>
  );
}
