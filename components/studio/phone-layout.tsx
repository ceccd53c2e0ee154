/** Narrow windows: one room at a time, chosen by the tabs at the bottom. The graph can be read, as cards or drawn, the model trained and looked at. */
import { Braces, Dumbbell, ImageIcon, LayoutList, Workflow, X, type LucideIcon } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { select, setUi, useSelection, useUi, type PhoneTab } from '@/components/studio-state';
import { RunButtons } from '@/components/training/run-buttons';
import { RunStatus } from '@/components/training/run-status';
import bar from '@/components/training/training-bar.module.css';
import { IconButton } from '@/components/ui/icon-button';
import { LessonSlot } from './lesson-slot';
import { PhoneCards } from './phone-cards';
import { Slot } from './slots';
import styles from './phone-layout.module.css';

const tabs: readonly { readonly id: PhoneTab; readonly title: string; readonly icon: LucideIcon }[] = [
  { id: 'graph', title: 'Graph', icon: Workflow },
  { id: 'train', title: 'Train', icon: Dumbbell },
  { id: 'look', title: 'Look', icon: ImageIcon },
  { id: 'code', title: 'Code', icon: Braces },
];
/** Which tab of the training drawer a phone tab begins with. */
const drawerTabs: Partial<Record<PhoneTab, string>> = { train: 'losses', look: 'reconstructions' };

function Sheet() {
  const chosen = useSelection((selection) => selection.nodes.length > 0);
  if (!chosen) return null;
  return (
    <section className={styles.sheet} aria-label="Inspector">
      <IconButton label="Close the inspector" className={styles.close} onClick={() => select({})}>
        <X aria-hidden />
      </IconButton>
      <Slot name="inspector" />
    </section>
  );
}

/** What can be read at once comes first; the drawing is one press away. */
function Graph() {
  const [drawn, setDrawn] = useState(false);
  return (
    <>
      <div className={styles.stage}>
        {drawn ? <Slot name="canvas" /> : <PhoneCards />}
      </div>
      <div className={`${bar.bar} ${styles.run}`} role="toolbar" aria-label="Training">
        <RunButtons />
        <IconButton label={drawn ? 'Show the cards' : 'Show the canvas'} onClick={() => setDrawn(!drawn)}>
          {drawn ? <LayoutList aria-hidden /> : <Workflow aria-hidden />}
        </IconButton>
        <RunStatus />
      </div>
    </>
  );
}

export function PhoneLayout() {
  const tab = useUi((ui) => ui.phoneTab);
  const choose = (value: string): void => {
    const next = tabs.find(({ id }) => id === value)?.id;
    if (!next) return;
    const drawerTab = drawerTabs[next];
    setUi(drawerTab ? { phoneTab: next, drawerTab } : { phoneTab: next });
  };
  return (
    <Tabs.Root className={styles.phone} value={tab} onValueChange={choose}>
      {tab !== 'code' && <LessonSlot as="line" />}
      <main className={styles.room}>
        <h2 className="visually-hidden">{tabs.find(({ id }) => id === tab)?.title}</h2>
        <Tabs.Content value="graph" className={styles.content}>
          <Graph />
          <Sheet />
        </Tabs.Content>
        <Tabs.Content value="train" className={styles.content}>
          <div className={styles.bar}>
            <Slot name="trainingBar" />
          </div>
          <div className={styles.stage}>
            <Slot name="drawer" />
          </div>
        </Tabs.Content>
        <Tabs.Content value="look" className={styles.content}>
          <div className={styles.stage}>
            <Slot name="drawer" />
          </div>
        </Tabs.Content>
        <Tabs.Content value="code" className={styles.content}>
          <Slot name="code" />
        </Tabs.Content>
      </main>
      <nav aria-label="Rooms">
        <Tabs.List className={styles.tabs} aria-label="Rooms of the studio">
          {tabs.map(({ id, title, icon: Icon }) => (
            <Tabs.Trigger key={id} value={id} className={styles.tab}>
              <Icon aria-hidden />
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </nav>
    </Tabs.Root>
  );
}
