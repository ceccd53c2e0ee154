/** Two or more runs side by side: which is better, what came back, curves on one axis for each unit, figures beside baselines, and the settings that differ. */
import type { CSSProperties } from 'react';
import { differencesOf, type Difference } from '@/graph-engine/inspect/settings';
import { counted } from '@/graph-engine/diagnostics/counted';
import { seriesColor } from '@/components/ui/series-color';
import { CompareCharts } from './compare-charts';
import { figureTable } from './figure-table';
import { nameOf } from './run-words';
import { RunPicture } from './run-picture';
import { verdictOf } from './verdict';
import kept from '@/components/ui/kept-list.module.css';
import styles from './runs.module.css';
import type { KeptRun } from './use-runs';

/** On the card of a run; the table below has the rest. */
const TOLD = 3;

export function Compare({ runs }: { readonly runs: readonly KeptRun[] }) {
  const known = runs.flatMap(({ about }) => about?.document ?? []);
  const differing = known.length < runs.length ? [] : differencesOf(known);
  return (
    <div className={styles.compare} style={{ '--runs': runs.length } as CSSProperties}>
      <Verdict runs={runs} />
      <ul className={styles.cards} aria-label="Runs">
        {runs.map((run, index) => (
          <li key={run.run}>
            <strong title={nameOf(run)}>
              <i style={{ background: seriesColor(index) }} aria-hidden /> {nameOf(run)}
            </strong>
            <span className={kept.fine}>
              {run.about?.document.name} · {counted(run.steps, 'step')}
            </span>
            {differing.length > 0 && (
              <span>
                {differing.slice(0, TOLD).map(({ place, label, values }) => `${place}, ${label} ${values[index] ?? 'none'}`).join(' · ')}
                {differing.length > TOLD && ` · and ${differing.length - TOLD} more`}
              </span>
            )}
            <RunPicture run={run} large />
          </li>
        ))}
      </ul>
      <CompareCharts runs={runs} />
      <Figures runs={runs} />
      <Settings runs={runs} differing={differing} />
    </div>
  );
}

function Verdict({ runs }: { readonly runs: readonly KeptRun[] }) {
  const { headline, remarks } = verdictOf(runs);
  return (
    <section aria-label="Verdict" className={styles.verdict}>
      <p>
        <strong>{headline}</strong>
      </p>
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
    </section>
  );
}

/** Both tables have as many columns, as wide: the figures of a run stand over its settings. */
function Head({ runs, first }: { readonly runs: readonly KeptRun[]; readonly first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {runs.map((run, index) => (
          <th key={run.run} scope="col">
            <i style={{ background: seriesColor(index) }} aria-hidden /> {nameOf(run)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Figures({ runs }: { readonly runs: readonly KeptRun[] }) {
  const rows = figureTable(runs);
  if (rows.length === 0) return null;
  return (
    <section aria-label="Figures">
      <h3>Figures</h3>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <Head runs={runs} first="" />
          <tbody>
            {rows.map(({ label, unit, values, best }) => (
              <tr key={`${label} ${unit}`}>
                <th scope="row">
                  {label} <small>{unit}</small>
                </th>
                {values.map((value, index) => (
                  <td key={runs[index]!.run} data-best={index === best || undefined}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Settings({ runs, differing }: { readonly runs: readonly KeptRun[]; readonly differing: readonly Difference[] }) {
  if (runs.some(({ about }) => !about)) return <p className={kept.hint}>Settings of runs that an earlier version of the studio kept are not known.</p>;
  return (
    <section aria-label="Settings that differ">
      <h3>Settings that differ</h3>
      {differing.length === 0 ? (
        <p className={kept.hint}>None: what differs is chance, the data, or how long they were trained.</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <Head runs={runs} first="Setting" />
            <tbody>
              {differing.map(({ place, label, values }, row) => (
                // oxlint-disable-next-line no-array-index-key -- a place may have two settings of one name
                <tr key={row}>
                  <th scope="row">
                    {label} <small>{place}</small>
                  </th>
                  {values.map((value, index) => (
                    <td key={runs[index]!.run}>{value ?? '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
