/** The worst problem as a mark, and the card that tells all of them with their cures. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { HoverCard } from 'radix-ui';
import { counted } from '@/graph-engine/diagnostics/counted';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic, Severity } from '@/graph-engine/diagnostics/types';
import { applyFix } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import styles from './problem-card.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const satisfies Record<Severity, unknown>;

export function ProblemCard({ diagnostics, worst }: { readonly diagnostics: readonly Diagnostic[]; readonly worst: Severity }) {
  const Icon = icons[worst];
  const label = `${counted(diagnostics.length, 'message')}: ${diagnostics.map((one) => printDiagnostic(one).message).join(' ')}`;
  return (
    <HoverCard.Root openDelay={120} closeDelay={160}>
      <HoverCard.Trigger asChild>
        <button type="button" tabIndex={-1} className={`${styles.badge} ${styles[worst]} nodrag`} aria-label={label}>
          <Icon size={14} aria-hidden />
          {diagnostics.length > 1 && <span>{diagnostics.length}</span>}
        </button>
      </HoverCard.Trigger>
      <HoverCard.Portal>
        <HoverCard.Content className={styles.card} side="top" align="end" sideOffset={8} collisionPadding={12}>
          <ul className={styles.list}>
            {diagnostics.map((one, index) => {
              const { message, cure } = printDiagnostic(one);
              const Mark = icons[one.severity];
              return (
                <li key={`${one.code} ${index}`} className={styles.item}>
                  <Mark size={15} aria-hidden className={styles[`${one.severity}Mark`]} />
                  <div>
                    <p>{message}</p>
                    <p className={styles.cure}>{cure}</p>
                    {one.fixes?.map((fix) => (
                      <Button key={fix.label} size="small" className={styles.fix} onClick={() => applyFix(fix)}>
                        {fix.label}
                      </Button>
                    ))}
                  </div>
                </li>
              );
            })}
          </ul>
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  );
}
