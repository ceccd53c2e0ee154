/** Says above the views that they show another file than the model is trained on, and leads back. */
'use client';
import { Download, Undo2 } from 'lucide-react';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { reportFault } from '@/components/studio-state/messages';
import { Button } from '@/components/ui/button';
import { lookBack, saveItems } from './look';
import styles from './looking-bar.module.css';
import { useTraining } from './use-training';

export function LookingBar() {
  const looking = useTraining((training) => training.looking);
  if (!looking) return null;
  const { table, remarks } = looking;
  return (
    <div className={styles.bar} role="status" data-testid="looking">
      <p className={styles.words}>
        Looking at <b>{table.name}</b>, {table.count.toLocaleString('en')} {table.count === 1 ? 'item' : 'items'}, with the trained weights. Document and training stay as they are.
        {remarks.map((remark) => (
          <span key={remark.code} className={styles.remark}>
            {printDiagnostic(remark).message}
          </span>
        ))}
      </p>
      <Button size="small" onClick={() => void saveItems(looking).catch(reportFault)}>
        <Download aria-hidden /> Save codes and errors
      </Button>
      <Button size="small" variant="primary" onClick={() => void lookBack().catch(reportFault)}>
        <Undo2 aria-hidden /> Back to the model&apos;s data
      </Button>
    </div>
  );
}
