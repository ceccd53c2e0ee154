/** A tooltip with a label and, where there is one, a shortcut. */
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { Keys } from './keys';
import styles from './tip.module.css';

export interface TipProps {
  readonly label: ReactNode;
  readonly shortcut?: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly children: ReactNode;
}

export function Tip({ label, shortcut, side = 'bottom', children }: TipProps) {
  return (
    <Tooltip.Root>
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
