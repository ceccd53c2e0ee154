/** A message of the checks: what is wrong, the cure, and its one-click fixes. */
import { CircleAlert, Info, TriangleAlert, Wand2 } from 'lucide-react';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic, Severity } from '@/graph-engine/diagnostics/types';
import { announce, applyFix } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import styles from './diagnostic-card.module.css';

const icons: Readonly<Record<Severity, typeof Info>> = { error: CircleAlert, warning: TriangleAlert, info: Info };

export interface DiagnosticCardProps {
  readonly diagnostic: Diagnostic;
  readonly compact?: boolean;
  /** Goes to the place; makes the text a button. */
  readonly onGo?: () => void;
}

export function DiagnosticCard({ diagnostic, compact = false, onGo }: DiagnosticCardProps) {
  const { message, cure } = printDiagnostic(diagnostic);
  const Icon = icons[diagnostic.severity];
  const text = (
    <>
      <span className={styles.message}>{message}</span>
      <span className={styles.cure}>{cure}</span>
    </>
  );
  return (
    <div className={styles.card} data-severity={diagnostic.severity} data-compact={compact || undefined} data-code={diagnostic.code}>
      <Icon aria-label={diagnostic.severity} className={styles.icon} />
      <div className={styles.body}>
        {onGo ? (
          <button type="button" className={styles.go} onClick={onGo}>
            {text}
          </button>
        ) : (
          <p className={styles.go}>{text}</p>
        )}
        {diagnostic.fixes?.map((fix) => (
          <Button
            key={fix.label}
            size="small"
            onClick={() => {
              if (applyFix(fix).ok) announce(`Done: ${fix.label}`);
            }}
          >
            <Wand2 aria-hidden />
            {fix.label}
          </Button>
        ))}
      </div>
    </div>
  );
}
