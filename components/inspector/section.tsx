/** A part of the inspector that can be folded; folding is remembered while the studio is open. */
import { ChevronRight } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import styles from './inspector.module.css';

const folded = new Set<string>();

export interface SectionProps {
  readonly title: string;
  /** Beside the title: a count, a button. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  const [open, setOpen] = useState(!folded.has(title));
  const id = useId();
  const toggle = (): void => {
    if (open) folded.add(title);
    else folded.delete(title);
    setOpen(!open);
  };
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3>
          <button type="button" aria-expanded={open} aria-controls={id} onClick={toggle}>
            <ChevronRight aria-hidden />
            {title}
          </button>
        </h3>
        {aside}
      </div>
      {open && (
        <div id={id} className={styles.sectionBody}>
          {children}
        </div>
      )}
    </section>
  );
}
