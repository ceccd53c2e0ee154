'use client';
import { Download } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { AnomaliesResult, AnomalyRows, WorstOf } from '@/graph-engine/training/anomaly/types';
import { downloadBlob } from '@/components/ui/download-blob';
import { Button } from '@/components/ui/button';
import { useView } from '../use-view';
import styles from './anomalies.module.css';
import { CodeScatter } from './code-scatter';
import { ColumnBars } from './column-bars';
import { Comparison, verdictOf } from './comparison';
import { CurvePlots } from './curve-plots';
import { judge, judgedWords, rankingOf, thresholdOf, usualRule, type Rule } from './judging';
import { NormalChoice } from './normal-choice';
import { RowDetail } from './row-detail';
import { ScoreHistogram } from './score-histogram';
import { ThresholdControls } from './threshold-controls';
import { ThresholdFigures } from './threshold-figures';
import { useAnomalyBaselines } from './use-anomaly-baselines';
import { WorstPictures } from './worst-pictures';
import { WorstRows } from './worst-rows';

interface WorkbenchProps {
  readonly result: AnomaliesResult;
  /** The same of the data of the model, where others are looked at. */
  readonly own: AnomaliesResult | null;
  readonly normal: string;
  readonly of: WorstOf;
  onOf(of: WorstOf): void;
  onNormal(labels: string): void;
  onScore(id: string): void;
}

export function Workbench({ result, own, normal, of, onOf, onNormal, onScore }: WorkbenchProps) {
  const [rule, setRule] = useState<Rule>(usualRule);
  const [wanted, setWanted] = useState<number | null>(null);
  const ranking = useMemo(() => rankingOf(result), [result]);
  const ruling = useMemo(() => (own ? rankingOf(own) : ranking), [own, ranking]);
  const threshold = useMemo(() => thresholdOf(ruling, rule), [ruling, rule]);
  const judgement = useMemo(() => judge(ranking, threshold), [ranking, threshold]);
  const found = useAnomalyBaselines(result.areas !== null, normal);
  const isKnown = result.isNormal !== null;
  const picked = wanted !== null && wanted < result.scores.length ? wanted : (result.worst.items[0] ?? null);
  const score = result.choices.find(({ id }) => id === result.score);
  const save = async (): Promise<void> => {
    const { scoresCsv } = await import('./scores-csv');
    downloadBlob(new Blob([scoresCsv(result, threshold)], { type: 'text/csv' }), 'scores.csv');
  };
  return (
    <div className={styles.bench}>
      <div className={styles.head}>
        <label>
          Score{' '}
          <select value={result.score} title={score?.help} onChange={(event) => onScore(event.target.value)}>
            {result.choices.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {!result.saysNormal && <NormalChoice result={result} chosen={normal} onChoose={onNormal} />}
        <div className={styles.words}>
          {result.areas && (
            <p className={styles.verdict} data-testid="anomaly-verdict">
              {verdictOf(result.areas, found)}
            </p>
          )}
          <p className={styles.note}>
            {judgedWords(result)}
            {own && ' The threshold is set on the data of the model.'}
          </p>
        </div>
        <Button size="small" onClick={() => void save()}>
          <Download aria-hidden /> Save scores
        </Button>
      </div>
      <div className={styles.cards}>
        <Card title="Scores" aside={<Legend isKnown={isKnown} />} wide>
          <ScoreHistogram ranking={ranking} threshold={threshold} isKnown={isKnown} onMove={(at) => setRule({ kind: 'hand', threshold: at })} />
          <ThresholdControls rule={rule} threshold={threshold} isKnown={ruling.anomalousCount > 0} onRule={setRule} />
          <ThresholdFigures judgement={judgement} isKnown={isKnown} rule={rule} />
        </Card>
        {result.areas && (
          <>
            <Card title="Beside simpler means">
              <Comparison title={score?.title ?? ''} areas={result.areas} found={found} />
            </Card>
            <Card title="Every threshold">
              <CurvePlots ranking={ranking} judgement={judgement} />
            </Card>
          </>
        )}
        <Card title="Rows" aside={isKnown && <WorstChoice of={of} onChoose={onOf} />} wide>
          {result.worst.pictures ? (
            <WorstPictures result={result} pictures={result.worst.pictures} threshold={threshold} picked={picked} onPick={setWanted} />
          ) : (
            <WorstRows result={result} threshold={threshold} picked={picked} onPick={setWanted} />
          )}
        </Card>
        {picked !== null && (
          <Card title="The chosen row">
            <Chosen result={result} item={picked} />
          </Card>
        )}
        {result.names.length > 1 && (
          <Card title={result.score === 'code-distance' ? 'Numbers of the code that make the scores' : 'Columns that make the errors'}>
            <ColumnBars names={result.names} means={result.means} />
          </Card>
        )}
        {result.map && (
          <Card title="Codes" last={result.names.length > 1} aside={result.map.axes[0].startsWith('principal') ? <span className={styles.note}>first two principal components</span> : undefined}>
            <CodeScatter result={result} threshold={threshold} picked={picked} onPick={setWanted} />
          </Card>
        )}
      </div>
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly wide?: boolean;
  /** Alone in its row. */
  readonly last?: boolean;
  readonly children: ReactNode;
}
function Card({ title, aside, wide, last, children }: CardProps) {
  return (
    <section className={styles.card} data-wide={wide || undefined} data-last={last || undefined} aria-label={title}>
      <header>
        <h3>{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}

function WorstChoice({ of, onChoose }: { readonly of: WorstOf; onChoose(of: WorstOf): void }) {
  return (
    <select aria-label="Which rows" value={of} onChange={(event) => onChoose(event.target.value as WorstOf)}>
      <option value="all">highest scores</option>
      <option value="normal">normal rows with the highest scores</option>
      <option value="missed">anomalous rows with the lowest scores</option>
    </select>
  );
}

function Legend({ isKnown }: { readonly isKnown: boolean }) {
  if (!isKnown) return null;
  return (
    <span className={styles.legend}>
      <i data-class="normal" aria-hidden /> normal <i data-class="anomalous" aria-hidden /> anomalous, as shares of their class
    </span>
  );
}

/** Of the highest scores it is known; any other row is asked for. */
function Chosen({ result, item }: { readonly result: AnomaliesResult; readonly item: number }) {
  const at = result.worst.items.indexOf(item);
  const asked = useView(at < 0 ? { kind: 'anomaly-rows', score: result.score, items: [item] } : null).result;
  const rows: AnomalyRows | null = at >= 0 ? result.worst : asked?.kind === 'anomaly-rows' && asked.rows.items[0] === item ? asked.rows : null;
  return rows ? <RowDetail result={result} rows={rows} at={Math.max(0, at)} /> : <p className={styles.note}>Looking…</p>;
}
