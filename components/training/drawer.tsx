/** The drawer below the canvas: curves and pictures of the model, one tab each; only the tab that is open asks the worker. */
'use client';
import { Tabs } from 'radix-ui';
import { Suspense } from 'react';
import { setUi, useUi } from '@/components/studio-state/ui-store';
import { viewTabs } from '@/components/views/view-tabs';
import styles from './drawer.module.css';
import { useTraining } from './use-training';

export function Drawer() {
  const wanted = useUi((ui) => ui.drawerTab);
  const outdated = useTraining((training) => training.outdated);
  const tab = viewTabs.some(({ id }) => id === wanted) ? wanted : viewTabs[0]!.id;
  return (
    <Tabs.Root className={styles.drawer} value={tab} onValueChange={(drawerTab) => setUi({ drawerTab })}>
      <div className={styles.head}>
        <Tabs.List className={styles.tabs} aria-label="Views of the model">
          {viewTabs.map(({ id, title, icon: Icon }) => (
            <Tabs.Trigger key={id} value={id} className={styles.tab}>
              <Icon size={14} aria-hidden />
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {outdated && <span className={styles.outdated}>Of the model before the last edits</span>}
      </div>
      {viewTabs.map(({ id, view: View }) => (
        <Tabs.Content key={id} value={id} className={styles.content}>
          <Suspense fallback={<div aria-busy="true" />}>
            <View />
          </Suspense>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
