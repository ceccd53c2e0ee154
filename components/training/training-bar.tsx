/** The bar under the canvas: run the model, see how far it is, set how it trains, choose the backend. */
'use client';
import { lazy, Suspense } from 'react';
import { BackendChooser } from './backend-chooser';
import { QuickFields } from './quick-fields';
import { RunButtons } from './run-buttons';
import { RunStatus } from './run-status';
import { SettingsButton } from './settings-button';
import styles from './training-bar.module.css';
import { stepsTaken, takenBy, useTraining } from './use-training';

const RunLink = lazy(async () => ({ default: (await import('./run-link')).RunLink }));

export function TrainingBar() {
  const began = useTraining((training) => stepsTaken(training) > 0 || takenBy(training) !== null);
  return (
    <div className={styles.room}>
      <div className={styles.bar} role="toolbar" aria-label="Training">
        <RunButtons />
        <RunStatus />
        <Suspense fallback={null}>{began && <RunLink />}</Suspense>
        <QuickFields />
        <SettingsButton />
        <BackendChooser />
      </div>
    </div>
  );
}
