/** Says of a node that takes no part why, and switches it on again. */
import { Power } from 'lucide-react';
import { dispatch, useStudio } from '@/components/studio-state';
import { useTakesPart } from '@/components/node/node-states';
import { Button } from '@/components/ui/button';
import styles from './inspector.module.css';

const words = {
  bypassed: 'Bypassed: it hands on what arrives, and takes no part in training and in the code. What it is set to stays.',
  muted: 'Muted: it is left out of training and of the code, with everything that cannot do without it. What it is set to stays.',
  waiting: 'Left out: what it needs is muted.',
} as const;

export function NodeMode({ id }: { readonly id: string }) {
  const part = useTakesPart(id);
  const readOnly = useStudio((studio) => studio.readOnly !== null);
  if (part === 'active') return null;
  return (
    <div className={styles.actions}>
      <p className={styles.help}>{words[part]}</p>
      {part !== 'waiting' && (
        <Button disabled={readOnly} onClick={() => dispatch('setMode', { nodes: [id], mode: 'active' })}>
          <Power aria-hidden /> Switch on
        </Button>
      )}
    </div>
  );
}
