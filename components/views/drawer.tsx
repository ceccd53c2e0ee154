/** The drawer below the canvas: curves and pictures of the model, one tab each; only what is seen asks the worker. A wide one shows pictures beside the curves. */
'use client';
import { FileSearch } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { lazy, Suspense, useRef } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { setUi, useUi } from '@/components/studio-state/ui-store';
import { useDocument, useStudio } from '@/components/studio-state/use-studio';
import { SavableView } from './save/savable-view';
import { useSize } from './use-size';
import { besideCurves, viewTabs, type ViewTab } from './view-tabs';
import styles from './drawer.module.css';
import { Button } from '@/components/ui/button';
import { hasWeights, useTraining } from '@/components/training/use-training';

const LookingBar = lazy(async () => ({ default: (await import('@/components/training/looking-bar')).LookingBar }));

/** Width from which curves and pictures stand beside each other, in CSS pixels. */
const roomForTwo = 900;

function View({ of: { id, title, view: Picture } }: { readonly of: ViewTab }) {
  return (
    <SavableView view={id} title={title}>
      <Suspense fallback={<div aria-busy="true" />}>
        <Picture />
      </Suspense>
    </SavableView>
  );
}

export function Drawer() {
  const wanted = useUi((ui) => ui.drawerTab);
  const outdated = useTraining((training) => training.outdated);
  const trained = useTraining(hasWeights);
  const looking = useTraining((training) => training.looking !== null);
  const tabs = useStudio(({ document, analysis }) => viewTabs.filter(({ when }) => when?.(document, analysis) ?? true).map(({ id }) => id).join());
  // What a view remembers (items, places, a layout) is of one document.
  const document = useDocument(({ id }) => id);
  const box = useRef<HTMLDivElement>(null);
  const isWide = useSize(box).width >= roomForTwo;
  const shown = viewTabs.filter(({ id }) => tabs.split(',').includes(id));
  const beside = isWide ? besideCurves.map((id) => shown.find((one) => one.id === id)).find((one) => one !== undefined) : undefined;
  const tab = shown.some(({ id }) => id === wanted) ? wanted : viewTabs[0]!.id;
  return (
    <Tabs.Root ref={box} data-drop="look" className={styles.drawer} value={tab} onValueChange={(drawerTab) => setUi({ drawerTab })}>
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
      {shown.map((one) => (
        <Tabs.Content key={one.id} value={one.id} className={styles.content} data-pair={(one.id === 'losses' && beside !== undefined) || undefined}>
          <View key={document} of={one} />
          {one.id === 'losses' && beside && (
            <section className={styles.beside} aria-label={beside.title}>
              <View key={document} of={beside} />
            </section>
          )}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
