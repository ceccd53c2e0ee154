/** Says above the views that they show another file than the model is trained on, and leads back. */
'use client';
import { Download, Undo2 } from 'lucide-react';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { feedsData } from '@/components/data/data-source';
import { reportFault } from '@/components/studio-state/messages';
import { useDocument } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import { lookAt, lookBack, saveItems } from './look';
import type { LookChoice } from './looking';
import styles from './looking-bar.module.css';
import { useTraining } from './use-training';

export function LookingBar() {
  const looking = useTraining((training) => training.looking);
  const nodes = useDocument((document) => document.nodes);
  const datasets = Object.values(nodes).filter(feedsData);
  if (!looking) return null;
  const { table, remarks, node, files, choice } = looking;
  const look = (more: LookChoice): void => void lookAt(files, { ...choice, ...more }).catch(reportFault);
  const again = (label: string, more: LookChoice) => (
    <Button size="small" onClick={() => look(more)}>
      {label}
    </Button>
  );
  return (
    <div className={styles.bar} role="status" data-testid="looking">
      <p className={styles.words}>
        Looking at <b>{table.name}</b>, {table.count.toLocaleString('en')} {table.count === 1 ? 'item' : 'items'}, with the trained weights. Document and training stay as they are.
        {remarks.map((remark) => (
          <span key={remark.code} className={styles.remark}>
            {printDiagnostic(remark).message}
            {remark.code === 'data.unsigned' && again('Read them as unsigned', { unsigned: true })}
          </span>
        ))}
        {table.notes?.map(({ text, turn }) => (
          <span key={text} className={styles.remark}>
            {text}
            {turn && again(`Turn to ${turn.shape.join(' × ')}`, { layout: turn.layout })}
          </span>
        ))}
      </p>
      {datasets.length > 1 && (
        <label>
          In place of{' '}
          <select value={node} onChange={(event) => look({ node: event.target.value })}>
            {datasets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button size="small" onClick={() => void saveItems(looking).catch(reportFault)}>
        <Download aria-hidden /> Save codes and errors
      </Button>
      <Button size="small" variant="primary" onClick={() => void lookBack().catch(reportFault)}>
        <Undo2 aria-hidden /> Back to the model&apos;s data
      </Button>
    </div>
  );
}
