/** The head of a column: what it is, how it is prepared, what missing values become, and what was noticed. */
import { TriangleAlert } from 'lucide-react';
import { codePreparations } from '@/graph-engine/data/columns/code-preparations';
import { columnKindIds, columnKindOf, columnKinds, type ColumnKind } from '@/graph-engine/data/columns/registry';
import { missingIds, type ColumnSettings, type Missing } from '@/graph-engine/data/columns/settings';
import { preparations } from '@/graph-engine/data/preparations/registry';
import type { Seen } from '@/graph-engine/data/columns/definition';
import { scanWarnings } from '@/graph-engine/data/tables/scan-warnings';
import styles from './wizard.module.css';

const ways: Readonly<Record<string, { readonly title: string; readonly help: string }>> = { ...preparations, ...codePreparations };
export const preparationTitle = (kind: string): string => ways[kind]!.title;
const missingTitles: Readonly<Record<Missing, string>> = { mean: 'Missing: mean', median: 'Missing: median', own: 'Missing: own value', indicator: 'Missing: told beside' };
/** Of a category, a missing value is one more value. */
const missingOf = (kind: ColumnKind): readonly Missing[] => (columnKindOf(kind).kept === 'numbers' ? missingIds.filter((id) => id !== 'own') : []);

export interface ColumnHeadProps {
  readonly column: ColumnSettings;
  readonly seen: Seen;
  onKind(kind: ColumnKind): void;
  onPreparation(preparation: string): void;
  onMissing(missing: Missing): void;
}

export function ColumnHead({ column, seen, onKind, onPreparation, onMissing }: ColumnHeadProps) {
  const { name, kind, preparation, missing = 'mean' } = column;
  const { preparations: offered, help, role } = columnKinds[kind];
  const warnings = scanWarnings(seen, kind);
  const fills = role === 'feature' && seen.missing > 0 ? missingOf(kind) : [];
  return (
    <div className={styles.head} data-role={role}>
      <span className={styles.columnName} title={name}>
        {name}
      </span>
      <select aria-label={`Kind of ${name}`} title={help} value={kind} onChange={(event) => onKind(event.target.value as ColumnKind)}>
        {columnKindIds.map((id) => (
          <option key={id} value={id}>
            {columnKinds[id].title}
          </option>
        ))}
      </select>
      {offered.length > 1 && (
        <select aria-label={`Preparation of ${name}`} title={ways[preparation ?? offered[0]!]!.help} value={preparation ?? offered[0]} onChange={(event) => onPreparation(event.target.value)}>
          {offered.map((id) => (
            <option key={id} value={id}>
              {preparationTitle(id)}
            </option>
          ))}
        </select>
      )}
      {preparation === 'embedding' && <span className={styles.hint}>{codePreparations.embedding.help}</span>}
      {fills.length > 0 && (
        <select aria-label={`Missing values of ${name}`} value={missing} onChange={(event) => onMissing(event.target.value as Missing)}>
          {fills.map((id) => (
            <option key={id} value={id}>
              {missingTitles[id]}
            </option>
          ))}
        </select>
      )}
      {warnings.map((text) => (
        <span key={text} className={styles.warning}>
          <TriangleAlert aria-hidden /> {text}
        </span>
      ))}
    </div>
  );
}
