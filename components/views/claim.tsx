/** How the model stands beside simpler means, in one sentence: `30 numbers: 7.6 per image; PCA 14.4.` */
import { useSyncExternalStore } from 'react';
import { baselineSentence, beatsBaselines } from '@/graph-engine/inspect/baselines/sentence';
import { figureBeside, useBaselines } from '@/components/training/baselines';
import { metricsLog } from '@/components/training/metrics-log';
import styles from './claim.module.css';

/** Nothing until both are known: of held-out items where there are some. */
export function Claim({ className }: { readonly className?: string | undefined }) {
  const baselines = useBaselines();
  const model = useSyncExternalStore(metricsLog.subscribe, () => baselines && figureBeside(baselines, metricsLog), () => null);
  if (!baselines || model === null) return null;
  const { judged, heldOut, fitted, training, unit } = baselines;
  const how = `${unit}, over ${judged.toLocaleString('en')} items ${heldOut ? 'held out' : 'that are trained on'}. Baselines are fitted on ${fitted.toLocaleString('en')}${fitted < training ? ` of ${training.toLocaleString('en')}` : ''} training items.`;
  return (
    <p className={className} title={how} data-testid="claim">
      {beatsBaselines(baselines, model) && <span className={styles.good}>Beats {baselines.figures[0]!.short}. </span>}
      {baselineSentence({ ...baselines, per: unit }, model)}
    </p>
  );
}
