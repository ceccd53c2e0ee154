/** What each column of a table gives to the error of its reconstruction, as training goes on: numbers and categories apart, then one by one. */
'use client';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { printLoss } from '@/components/training/print';
import { useTraining } from '@/components/training/use-training';
import styles from './column-shares.module.css';
import { ColumnSharesList, percent } from './column-shares-list';
import { sharesRequest } from './shares-request';
import { useView } from './use-view';
import { ViewFrame } from './view-frame';

type Result = Extract<ViewResult, { readonly kind: 'column-shares' }>;
/** Bars. */
const MOST = 200;

export function ColumnSharesView() {
  const state = useView(sharesRequest, 1000);
  const looking = useTraining((training) => training.looking !== null);
  return (
    <ViewFrame state={state} kind="column-shares">
      {(result) => <Shares result={result} of={looking ? 'rows of the file' : 'held-out rows'} />}
    </ViewFrame>
  );
}

function Shares({ result: { columns, mixed, rows }, of }: { readonly result: Result; readonly of: string }) {
  const sumOf = (kind: Result['columns'][number]['kind']): { readonly count: number; readonly error: number; readonly share: number } => {
    const some = columns.filter((column) => column.kind === kind);
    return { count: some.length, error: some.reduce((sum, { error }) => sum + error, 0), share: some.reduce((sum, { share }) => sum + share, 0) };
  };
  const kinds = [{ title: 'Numbers', measure: 'squared error', ...sumOf('number') }, { title: 'Categories', measure: mixed ? 'cross-entropy in nats' : 'squared error', ...sumOf('category') }].filter(({ count }) => count > 0);
  return (
    <div className={styles.shares}>
      <dl className={styles.figures}>
        {kinds.map(({ title, measure, count, error, share }) => (
          <div key={title}>
            <dt>
              {title}, {count.toLocaleString('en')}
            </dt>
            <dd>
              {percent(share)}
              <small>
                {printLoss(error)} per row, {measure}
              </small>
            </dd>
          </div>
        ))}
        <small>
          Mean over {rows.toLocaleString('en')} {of}, with nothing random.
        </small>
      </dl>
      <div className={styles.list}>
        <ColumnSharesList columns={columns} most={MOST} />
      </div>
    </div>
  );
}
