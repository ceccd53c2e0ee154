/** Says that another tab edits this document, and offers the two ways out. Fetched when there is such a tab. */
import { Lock } from 'lucide-react';
import { openCopy } from '@/components/persistence/lock';
import { takeOver } from '@/components/persistence/take-over';
import { reportFault, useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import styles from './read-only-banner.module.css';

export function ReadOnlyBanner() {
  const reason = useStudio(({ readOnly }) => readOnly);
  if (reason === null) return null;
  return (
    <div className={styles.banner} role="status">
      <Lock aria-hidden />
      <span>{reason}</span>
      <Button size="small" onClick={takeOver}>
        Take over here
      </Button>
      <Button size="small" onClick={() => void openCopy().catch(reportFault)}>
        Open a copy
      </Button>
    </div>
  );
}
