/** Shows the backend in use and what a step takes on each, and lets the user choose. */
'use client';
import { ChevronDown, Cpu } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useState } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { backends, titleOf } from './backend-names';
import { chooseBackend, trainer } from './controller';
import { automaticWords, backendWords } from './pace-words';
import styles from './backend-chooser.module.css';
import { isBusy, useTraining, type BackendChoice } from './use-training';

/** While somebody looks, what is not known yet of the open model is measured. */
function useMeasuring(looking: boolean): void {
  const ready = useTraining((training) => training.model !== null && !training.opening && !isBusy(training));
  const model = useTraining(({ model }) => model && `${model.sessionKey} ${model.backend}`);
  useEffect(() => {
    if (looking && ready) trainer.measurePaces();
  }, [looking, ready, model]);
}

export function BackendChooser() {
  const [open, setOpen] = useState(false);
  useMeasuring(open);
  const choice = useTraining((training) => training.backendChoice);
  const model = useTraining((training) => training.model);
  const paces = useTraining((training) => training.paces);
  const known = model && paces && { inUse: model.backend, fallbacks: model.fallbacks, paces: paces.paces, measuring: paces.measuring };
  const refused = choice !== 'auto' && model !== null && model.backend !== choice;
  const label = model ? titleOf(model.backend) : choice === 'auto' ? 'Automatic' : titleOf(choice);
  return (
    <DropdownMenu.Root open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger className={styles.trigger} data-refused={refused || undefined} aria-label={`Backend: ${label}`} data-testid="backend">
        <Cpu size={14} aria-hidden />
        <span className={styles.name}>{label}</span>
        <ChevronDown size={13} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" side="top" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Label className={styles.head}>What computes the model</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={choice} onValueChange={(value) => void chooseBackend(value as BackendChoice).catch(reportFault)}>
            <DropdownMenu.RadioItem className={styles.item} value="auto">
              <span className={styles.dot} />
              <span className={styles.text}>
                <strong>Automatic</strong>
                <small>{automaticWords(known, choice === 'auto')}</small>
              </span>
            </DropdownMenu.RadioItem>
            {backends.map(({ name, title, help }) => {
              const { speed, measured, reason } = backendWords(name, known);
              return (
                <DropdownMenu.RadioItem key={name} className={styles.item} value={name}>
                  <span className={styles.dot} />
                  <span className={styles.text}>
                    <strong>
                      {title}
                      {model?.backend === name && <em>in use</em>}
                      {speed && (
                        <span className={styles.speed} data-measured={measured || undefined}>
                          {speed}
                        </span>
                      )}
                    </strong>
                    <small>{reason ? <span className={styles.reason}>{reason}</span> : help}</small>
                  </span>
                </DropdownMenu.RadioItem>
              );
            })}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
