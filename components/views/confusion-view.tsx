/** Which label a Classifier takes for which: a matrix, with the share that is found of each label and that is right of what is taken for it. */
'use client';
import { useMemo, useState, type CSSProperties } from 'react';
import { confusionFigures, mistakesOf } from '@/graph-engine/inspect/confusion';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { useTraining } from '@/components/training/use-training';
import styles from './confusion-view.module.css';
import { mostConfused } from './most-confused';
import { useView } from './use-view';
import { ViewFrame } from './view-frame';

type Result = Extract<ViewResult, { readonly kind: 'confusion' }>;

/** Labels that a matrix still shows one by one. */
const MOST = 30;
const MISTAKES = 5;
/** Percent of colour up to which text is read on it, in both themes. */
const STRONGEST = 45;

const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(100 * share)} %`);

export function ConfusionView() {
  const [about, setAbout] = useState<string | null>(null);
  const state = useView({ kind: 'confusion', count: 2000, ...(about !== null && { about }) }, 1000);
  const looking = useTraining((training) => training.looking !== null);
  const several = state.result?.kind === 'confusion' && state.result.classifiers.length > 1 ? state.result : null;
  const controls = several && (
    <label className={styles.choice}>
      Classifier
      <select value={several.node} onChange={(event) => setAbout(event.target.value)}>
        {several.classifiers.map(({ node, name }) => (
          <option key={node} value={node}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <ViewFrame state={state} kind="confusion" controls={controls}>
      {(result) => <Confusion result={result} of={looking ? 'items of the file' : 'held-out items'} />}
    </ViewFrame>
  );
}

function Confusion({ result, of }: { readonly result: Result; readonly of: string }) {
  const { names, counts, unknown } = result;
  const classes = names.length;
  const figures = useMemo(() => confusionFigures({ classes, counts }), [classes, counts]);
  const mistakes = useMemo(() => mistakesOf({ classes, counts }, MISTAKES), [classes, counts]);
  const without = unknown > 0 ? `, ${unknown.toLocaleString('en')} without` : '';
  return (
    <div className={styles.confusion}>
      <div className={styles.side}>
        <dl className={styles.figures}>
          <dt>Accuracy</dt>
          <dd>
            {figures.accuracy === null ? '–' : `${(100 * figures.accuracy).toFixed(1)} %`}
            <small>
              {figures.right.toLocaleString('en')} of {figures.known.toLocaleString('en')} {of} with a label{without}
            </small>
          </dd>
        </dl>
        {mistakes.length > 0 && (
          <>
            <span className={styles.title}>Wrong most often</span>
            <ol className={styles.mistakes}>
              {mistakes.map(({ label, taken, count }) => (
                <li key={`${label} ${taken}`}>
                  <b>{names[label]}</b> taken for <b>{names[taken]}</b> <span>{count.toLocaleString('en')} ×</span>
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
      {figures.known > 0 && <Matrix result={result} recall={figures.recall} precision={figures.precision} />}
    </div>
  );
}

function Matrix({ result: { names, counts }, recall, precision }: { readonly result: Result; readonly recall: readonly (number | null)[]; readonly precision: readonly (number | null)[] }) {
  const classes = names.length;
  const shown = useMemo(() => mostConfused(counts, classes, MOST), [counts, classes]);
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <caption>
          {classes > MOST ? `The ${MOST} labels of ${classes} with most mistakes. ` : ''}
          Rows: the label. Columns: what it is taken for.
        </caption>
        <thead>
          <tr>
            <td />
            {shown.map((taken) => (
              <th key={taken} scope="col" title={names[taken]}>
                <span>{names[taken]}</span>
              </th>
            ))}
            <th scope="col" title="Recall: the share of the items of a label that is taken for it">
              <span>Recall</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((label) => {
            const all = counts.subarray(label * classes, (label + 1) * classes).reduce((sum, n) => sum + n, 0);
            return (
              <tr key={label}>
                <th scope="row" title={names[label]}>
                  <span>{names[label]}</span>
                </th>
                {shown.map((taken) => (
                  <Cell key={taken} count={counts[label * classes + taken]!} of={all} right={label === taken} text={`${names[label]} taken for ${names[taken]}`} />
                ))}
                <td className={styles.share}>{percent(recall[label]!)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" title="Precision: the share that is right of the items taken for a label">
              <span>Precision</span>
            </th>
            {shown.map((taken) => (
              <td key={taken} className={styles.share}>
                {percent(precision[taken]!)}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** As dark as the share of its row; rows with few items are read like those with many. */
function Cell({ count, of, right, text }: { readonly count: number; readonly of: number; readonly right: boolean; readonly text: string }) {
  const share = of > 0 ? count / of : 0;
  return (
    <td className={right ? styles.right : styles.wrong} style={{ '--share': `${Math.round(STRONGEST * Math.sqrt(share))}%` } as CSSProperties} title={`${text}: ${count.toLocaleString('en')} of ${of.toLocaleString('en')}`}>
      {count > 0 ? count : ''}
    </td>
  );
}
