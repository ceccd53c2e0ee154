/** The bar under the canvas: run the model, see how far it is, set how it trains, choose the backend. */
'use client';
import { lazy, Suspense } from 'react';
import { useUi } from '@/components/studio-state/ui-store';
import { BackendChooser } from './backend-chooser';
import { RunButtons } from './run-buttons';
import { RunStatus } from './run-status';
import { SettingsButton } from './settings-button';
import styles from './training-bar.module.css';
import { stepsTaken, takenBy, useTraining } from './use-training';

const RunLink = lazy(async () => ({ default: (await import('./run-link')).RunLink }));
const QuickFields = lazy(async () => ({ default: (await import('./quick-fields')).QuickFields }));

export function TrainingBar() {
  const phone = useUi((ui) => ui.phone);
  const began = useTraining((training) => stepsTaken(training) > 0 || takenBy(training) !== null);
  return (
    <div className={styles.room}>
      <div className={styles.bar} role="toolbar" aria-label="Training">
        <RunButtons />
        <RunStatus />
        <Suspense fallback={null}>{began && <RunLink />}</Suspense>
        <Suspense fallback={null}>{phone && <QuickFields />}</Suspense>
        <SettingsButton />
        <BackendChooser />
      </div>
    </div>
  );
}
