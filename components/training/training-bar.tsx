/** The bar under the canvas: run the model, see how far it is, set how it trains, choose the backend. */
'use client';
import { BackendChooser } from './backend-chooser';
import { QuickFields } from './quick-fields';
import { RunButtons } from './run-buttons';
import { RunStatus } from './run-status';
import styles from './training-bar.module.css';

export function TrainingBar() {
  return (
    <div className={styles.room}>
      <div className={styles.bar} role="toolbar" aria-label="Training">
        <RunButtons />
        <RunStatus />
        <QuickFields />
        <BackendChooser />
      </div>
    </div>
  );
}
