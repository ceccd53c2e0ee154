/** Slow motion: one player's step at a time, so many a second, as GAN Lab shows it (Kahng et al. 2019). */
'use client';
import { Turtle } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { reportFault } from '@/components/studio-state/messages';
import { useAnalysis, useDocument } from '@/components/studio-state/use-studio';
import styles from './backend-chooser.module.css';
import { slowDown } from './controller';
import own from './slow-motion.module.css';
import { useTraining } from './use-training';

const speeds = [1, 2, 4] as const;
const OFF = 'off';

export function SlowMotion() {
  const slow = useTraining((training) => training.slow);
  const learns = useAnalysis(({ parameters }) => parameters > 0);
  const several = useDocument(({ training }) => Object.keys(training.players).length > 1);
  if (!learns) return null;
  const unit = several ? 'turn' : 'step';
  const words = (speed: number): string => `${speed} ${unit}${speed === 1 ? '' : 's'} a second`;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={own.trigger} data-on={slow !== null || undefined} aria-label={`Slow motion: ${slow === null ? OFF : words(slow)}`} title="Slow motion: one player's step at a time">
        <Turtle aria-hidden />
        {slow !== null && <span className="tabular">{slow}/s</span>}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={`${styles.menu} ${own.menu}`} align="start" side="top" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Label className={styles.head}>Slow motion: who learns is lit, with the loss before and after</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={slow === null ? OFF : String(slow)} onValueChange={(value) => void slowDown(value === OFF ? null : Number(value)).catch(reportFault)}>
            {[null, ...speeds].map((speed) => (
              <DropdownMenu.RadioItem key={speed} className={styles.item} value={speed === null ? OFF : String(speed)}>
                <span className={styles.dot} />
                {speed === null ? 'Off: as fast as it goes' : words(speed)}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
