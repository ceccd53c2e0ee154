/** A tooltip with a label and, where there is one, a shortcut; none after a touch, when the focus comes back from a menu. */
import { Tooltip } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { isByTouch } from './by-touch';
import { Keys } from './keys';
import styles from './tip.module.css';

export interface TipProps {
  readonly label: ReactNode;
  readonly shortcut?: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly children: ReactNode;
}

export function Tip({ label, shortcut, side = 'bottom', children }: TipProps) {
  const [open, setOpen] = useState(false);
  return (
    <Tooltip.Root open={open} onOpenChange={(next) => setOpen(next && !isByTouch())}>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.tip} side={side} sideOffset={6} collisionPadding={8}>
          {label}
          {shortcut && <Keys shortcut={shortcut} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
