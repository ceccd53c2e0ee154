/** A view with its button that saves it, beside it, so that it lies over nothing that the view shows. */
import { lazy, Suspense, type ReactNode } from 'react';
import styles from './savable-view.module.css';

const SaveMenu = lazy(async () => ({ default: (await import('./save-menu')).SaveMenu }));

export interface SavableViewProps {
  /** Its name among the tabs. */
  readonly view: string;
  readonly title: string;
  readonly children: ReactNode;
}
export function SavableView({ view, title, children }: SavableViewProps) {
  return (
    <div className={styles.savable}>
      <div className={styles.view} data-view={view}>
        {children}
      </div>
      <Suspense fallback={null}>
        <SaveMenu view={view} title={title} />
      </Suspense>
    </div>
  );
}
