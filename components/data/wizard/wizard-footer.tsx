/** The end of every wizard: what it is doing or what is wrong, and its two ways out. */
import { Button } from '@/components/ui/button';
import { Working } from './working';
import styles from './wizard.module.css';

export interface WizardFooterProps {
  /** Share of the reading that is done; null where nothing is read. */
  readonly busy: number | null;
  /** Why the file could not be read as it was asked. */
  readonly problem: string | null;
  /** What keeps from using it. */
  readonly fault?: string | null;
  leave(): void;
  use(): void;
}

export function WizardFooter({ busy, problem, fault = null, leave, use }: WizardFooterProps) {
  const told = fault ?? problem;
  return (
    <>
      {busy !== null && <Working share={busy} />}
      {busy === null && told && (
        <p className={styles.problem} role="alert">
          {told}
        </p>
      )}
      <Button onClick={leave}>Cancel</Button>
      <Button variant="primary" autoFocus disabled={busy !== null || fault !== null} onClick={use}>
        Use
      </Button>
    </>
  );
}
