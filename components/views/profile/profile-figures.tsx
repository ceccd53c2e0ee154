/** The figures above the table: what a step takes in all, and how that is shared among its phases. */
import { bytesText, percentOf, phaseNames, phaseSums, rateOf, timeText, totalOf } from '@/graph-engine/training/profile/figures';
import type { PlayerProfile, StepProfile } from '@/graph-engine/training/profile/types';
import styles from './profile-view.module.css';

const threadsText = (threads: number): string => (threads === 0 ? '' : `, ${threads} thread${threads === 1 ? '' : 's'}`);

export function ProfileFigures({ profile: { clock, peak, kept, batch }, player }: { readonly profile: StepProfile; readonly player: PlayerProfile }) {
  const { memory } = player;
  const total = totalOf(player);
  const rate = rateOf(total);
  const percent = percentOf(rate, peak);
  return (
    <dl className={styles.figures}>
      <Figure title={`Step of ${batch} by the clock`} value={timeText(clock.medianMs)} note={`fastest ${timeText(clock.fastestMs)}${threadsText(clock.threads)}`} />
      {rate !== null && peak !== null && percent !== null && <Figure title="Rate, one thread" value={`${rate.toFixed(1)} GFLOP/s`} note={`${Math.round(percent)} % of the measured ${peak.oneThread.toFixed(1)}`} />}
      {rate === null && <Figure title="Computed" value={`${(total.flops / 1e6).toPrecision(3)} MFLOP`} note={`in ${total.count} operations`} />}
      {memory && <Figure title="Workspace" value={bytesText(memory.workspaceBytes)} note={`${bytesText(memory.valueBytes)} side by side`} />}
      <Figure title="Weights" value={bytesText(kept.weights)} note={`${bytesText(kept.optimizerState)} for the optimiser`} />
      <Phases player={player} />
    </dl>
  );
}

function Figure({ title, value, note }: { readonly title: string; readonly value: string; readonly note: string }) {
  return (
    <div className={styles.number}>
      <dt>{title}</dt>
      <dd>
        {value} <small>{note}</small>
      </dd>
    </div>
  );
}

/** Time by phase; where nothing was timed, what is computed. */
function Phases({ player }: { readonly player: PlayerProfile }) {
  const sums = phaseSums(player);
  const { ms, flops } = totalOf(player);
  const shareOf = (sum: (typeof sums)[number]): number => (ms === null ? sum.flops / (flops || 1) : sum.ms! / (ms || 1));
  const text = sums.map((sum) => `${phaseNames[sum.phase]} ${Math.round(100 * shareOf(sum))} %`);
  return (
    <div className={styles.phases}>
      <dt>{ms === null ? 'Computed by phase' : `${timeText(ms)} in all, one thread`}</dt>
      <dd>
        <div className={styles.stack} role="img" aria-label={text.join(', ')}>
          {sums.map((sum) => (
            <i key={sum.phase} data-phase={sum.phase} style={{ flexGrow: shareOf(sum) }} />
          ))}
        </div>
        <ul className={styles.legend} aria-hidden>
          {sums.map((sum, i) => (
            <li key={sum.phase} data-phase={sum.phase} title={sum.ms === null ? `${(sum.flops / 1e6).toPrecision(3)} MFLOP` : timeText(sum.ms)}>
              {text[i]}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
