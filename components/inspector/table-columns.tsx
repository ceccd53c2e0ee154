/** The columns of a Dataset that is a table: what each is, and how it is prepared. */
import { isFeature, isNumber, placesOf, preparationOf } from '@/graph-engine/data/columns/layout';
import { columnPorts } from '@/graph-engine/data/columns/ports';
import { columnKinds } from '@/graph-engine/data/columns/registry';
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import { preparations } from '@/graph-engine/data/preparations/registry';
import { findDataset } from '@/graph-engine/data/sources/registry';
import { openBrowser } from '@/components/data/browse/browser-store';
import { useData } from '@/components/data/data-store';
import { notify, reportFault } from '@/components/studio-state/messages';
import { useStudio } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import { Section } from './section';
import styles from './inspector.module.css';

/** Of more, the first ones are listed. */
const MOST = 100;

export function TableColumns({ id, columns }: { readonly id: string; readonly columns: readonly ColumnSettings[] }) {
  const isReady = useData(id)?.status === 'ready';
  const { readOnly, isFile } = useStudio(({ document, readOnly }) => ({ readOnly: readOnly !== null, isFile: isOwn(document.nodes[id]?.params['source']) }));
  const places = new Map(placesOf(columns).map((place) => [place.settings, place]));
  const ports = new Map(columnPorts(columns).map((port) => [port.column, port]));
  const edit = async (): Promise<void> => {
    const { askAgain } = await import('@/components/data/take-files');
    const taken = await askAgain(id);
    if (taken.kind === 'refused') notify('The columns stay as they are', { tone: 'bad', description: taken.reason });
  };
  return (
    <Section title="Columns" aside={<span className={styles.count}>{columns.length.toLocaleString('en')}</span>}>
      <ul className={styles.columns} aria-label="Columns of the table">
        {columns.slice(0, MOST).map((column) => {
          const place = places.get(column);
          const port = ports.get(column);
          const how = place ? (isNumber(place) ? preparations[preparationOf(place)].title : `One-hot, ${(column.names?.length ?? 0) + 1}`) : `${isFeature(column) ? 'Embedding' : columnKinds[column.kind].title}${port ? `, port of ${port.classes.toLocaleString('en')}` : ''}`;
          return (
            <li key={column.name} data-kind={column.kind}>
              <span title={column.name}>{column.name}</span>
              <small>{how}</small>
            </li>
          );
        })}
        {columns.length > MOST && <li>and {(columns.length - MOST).toLocaleString('en')} more</li>}
      </ul>
      <div className={styles.columnActions}>
        {isFile && (
          <Button size="small" disabled={readOnly || !isReady} onClick={() => void edit().catch(reportFault)}>
            Change columns…
          </Button>
        )}
        <Button size="small" disabled={!isReady} onClick={() => openBrowser(id)}>
          Look at the data…
        </Button>
      </div>
    </Section>
  );
}
const isOwn = (source: unknown): boolean => typeof source === 'string' && findDataset(source)?.origin === 'file';
