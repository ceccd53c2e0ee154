/** What can be done with a run: an icon and a word, the same in every row; its tip and its name for assistive technology say with which run. */
import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps } from '@/components/ui/button';
import { Tip } from '@/components/ui/tip';
import styles from './runs.module.css';

interface RunActProps extends Pick<ButtonProps, 'onClick' | 'disabled' | 'aria-pressed'> {
  readonly word: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

export function RunAct({ word, label, icon: Icon, ...rest }: RunActProps) {
  return (
    <Tip label={label}>
      <Button variant="quiet" size="small" className={styles.act} aria-label={label} {...rest}>
        <Icon aria-hidden />
        {word}
      </Button>
    </Tip>
  );
}
