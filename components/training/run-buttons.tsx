/** Train, pause or resume in one button; step, stop and start over beside it. */
'use client';
import { Pause, Play, RotateCcw, Square, StepForward, TriangleAlert } from 'lucide-react';
import { reportFault } from '@/components/studio-state/messages';
import { useAnalysis } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import { counted } from '@/graph-engine/diagnostics/counted';
import { IconButton } from '@/components/ui/icon-button';
import { Tip } from '@/components/ui/tip';
import { startOver, step, stop, toggle } from './controller';
import { goToProblem } from '@/components/diagnostics/go-to';
import { SlowMotion } from './slow-motion';
import styles from './training-bar.module.css';
import { isBusy, runsOn, runWord, stepsTaken, takenBy, useTraining } from './use-training';

const run = (work: () => Promise<unknown>) => () => void work().catch(reportFault);

export function RunButtons() {
  const busy = useTraining(isBusy);
  const runs = useTraining(runsOn);
  const opening = useTraining((training) => training.opening);
  const taken = useTraining((training) => stepsTaken(training) > 0);
  const began = useTraining((training) => takenBy(training) !== null);
  const word = useTraining(runWord);
  const outdated = useTraining((training) => training.outdated);
  const idle = useTraining((training) => training.run === 'idle');
  const problem = useAnalysis((analysis) => analysis.diagnostics.find(({ severity }) => severity === 'error') ?? null);
  // As many as the list of problems has.
  const problems = useAnalysis((analysis) => analysis.diagnostics.length);
  const goesOn = taken && !outdated;
  return (
    <div className={styles.buttons}>
      {problem && !busy ? (
        <Tip label="Training waits until the graph is sound; this leads to the first problem." shortcut="$mod+Enter">
          <Button className={styles.blocked} onClick={() => goToProblem(problem)}>
            <TriangleAlert aria-hidden /> {counted(problems, 'problem')}
          </Button>
        </Tip>
      ) : (
        <Tip label={runs ? 'Pause after this step' : goesOn ? 'Go on from the last step' : 'Train the model'} shortcut="$mod+Enter">
          <Button variant="primary" className={styles.run} onClick={run(toggle)} aria-busy={opening}>
            {runs ? <Pause aria-hidden /> : <Play aria-hidden />}
            {word}
          </Button>
        </Tip>
      )}
      <IconButton label="One step" shortcut="$mod+Shift+Enter" onClick={run(step)} disabled={busy || Boolean(problem)}>
        <StepForward aria-hidden />
      </IconButton>
      <SlowMotion />
      <IconButton label="Stop" shortcut="$mod+." onClick={run(stop)} disabled={!busy && (idle || !taken)}>
        <Square aria-hidden />
      </IconButton>
      <IconButton label="Start over, with new weights" onClick={run(startOver)} disabled={opening || !(taken || began) || Boolean(problem)}>
        <RotateCcw aria-hidden />
      </IconButton>
    </div>
  );
}
