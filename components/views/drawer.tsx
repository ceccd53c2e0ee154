/** The drawer below the canvas: curves and pictures of the model, one tab each; only the tab that is open asks the worker. */
'use client';
import { FileSearch } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { setUi, useUi } from '@/components/studio-state/ui-store';
import { useDocument } from '@/components/studio-state/use-studio';
import { viewTabs } from './view-tabs';
import styles from './drawer.module.css';
import { Button } from '@/components/ui/button';
import { hasWeights, useTraining } from '@/components/training/use-training';

const LookingBar = lazy(async () => ({ default: (await import('@/components/training/looking-bar')).LookingBar }));

export function Drawer() {
  const wanted = useUi((ui) => ui.drawerTab);
  const outdated = useTraining((training) => training.outdated);
  const trained = useTraining(hasWeights);
  const looking = useTraining((training) => training.looking !== null);
  const tabs = useDocument((document) => viewTabs.filter(({ when }) => when?.(document) ?? true).map(({ id }) => id).join());
  const shown = viewTabs.filter(({ id }) => tabs.split(',').includes(id));
  const tab = shown.some(({ id }) => id === wanted) ? wanted : viewTabs[0]!.id;
  return (
    <Tabs.Root data-drop="look" className={styles.drawer} value={tab} onValueChange={(drawerTab) => setUi({ drawerTab })}>
      <div className={styles.head}>
        <Tabs.List className={styles.tabs} aria-label="Views of the model">
          {shown.map(({ id, title, icon: Icon }) => (
            <Tabs.Trigger key={id} value={id} className={styles.tab}>
              <Icon size={14} aria-hidden />
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {outdated && <span className={styles.outdated} title="The graph was edited since: train to see it as it is now.">Of the model before the last edits</span>}
        {trained && (
          <Button size="small" variant="quiet" className={styles.look} title="Shows reconstructions, codes and errors of another file with the trained weights. Or drop the file here." onClick={() => void import('@/components/training/look').then(({ chooseToLookAt }) => chooseToLookAt()).catch(reportFault)}>
            <FileSearch aria-hidden /> Look at another file…
          </Button>
        )}
      </div>
      {looking && (
        <Suspense fallback={null}>
          <LookingBar />
        </Suspense>
      )}
      {shown.map(({ id, view: View }) => (
        <Tabs.Content key={id} value={id} className={styles.content}>
          <Suspense fallback={<div aria-busy="true" />}>
            <View />
          </Suspense>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
