/** The ROC and the precision–recall curve, with the point of the threshold. */
import { useMemo } from 'react';
import { precisionRecallCurve, rocCurve, thinned, type Curve } from '@/graph-engine/inspect/anomaly/curves';
import type { Judgement } from '@/graph-engine/inspect/anomaly/judgement';
import type { Ranking } from '@/graph-engine/inspect/anomaly/ranking';
import { percentText } from './print-row';
import styles from './anomalies.module.css';
import plots from './curves.module.css';

const POINTS = 240;
const SIDE = 100;

export function CurvePlots({ ranking, judgement }: { readonly ranking: Ranking; readonly judgement: Judgement }) {
  const curves = useMemo(() => ({ roc: rocCurve(ranking), precision: precisionRecallCurve(ranking) }), [ranking]);
  if (!curves.roc || !curves.precision) return <p className={styles.note}>Curves need rows of both classes.</p>;
  const share = ranking.anomalousCount / (ranking.anomalousCount + ranking.normalCount);
  const { recall, falsePositiveRate, precision } = judgement;
  return (
    <div className={plots.curves}>
      <Plot curve={curves.roc} x="False-positive rate" y="Recall" guide={`M0 ${SIDE}L${SIDE} 0`} point={[falsePositiveRate ?? 0, recall ?? 0]} label={`ROC curve; at the threshold ${percentText(recall)} recall for ${percentText(falsePositiveRate)} false positives`} />
      <Plot curve={curves.precision} x="Recall" y="Precision" guide={`M0 ${SIDE * (1 - share)}H${SIDE}`} point={[recall ?? 0, precision ?? 1]} label={`Precision–recall curve; at the threshold ${percentText(precision)} precision for ${percentText(recall)} recall`} />
    </div>
  );
}

interface PlotProps {
  readonly curve: Curve;
  readonly x: string;
  readonly y: string;
  /** What a ranking without knowledge gives. */
  readonly guide: string;
  readonly point: readonly [number, number];
  readonly label: string;
}
function Plot({ curve, x, y, guide, point, label }: PlotProps) {
  const path = useMemo(() => {
    const { x: across, y: up } = thinned(curve, POINTS);
    return `M${Array.from(across, (value, i) => `${(SIDE * value).toFixed(2)} ${(SIDE * (1 - up[i]!)).toFixed(2)}`).join('L')}`;
  }, [curve]);
  return (
    <figure>
      <svg viewBox={`-2 -2 ${SIDE + 4} ${SIDE + 4}`} role="img" aria-label={label}>
        <rect className={plots.ground} width={SIDE} height={SIDE} />
        <path className={plots.guide} d={guide} />
        <path className={plots.curve} d={path} />
        <circle className={plots.point} cx={SIDE * point[0]} cy={SIDE * (1 - point[1])} r={3.2} />
      </svg>
      <figcaption>
        <span>↑ {y}</span>
        <span>{x} →</span>
      </figcaption>
    </figure>
  );
}
