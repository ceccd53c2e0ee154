/** Palette, canvas over training, code, inspector: sizes are dragged and kept in the browser. The palette that is closed leaves its icons. */
import { lazy, Suspense, useEffect } from 'react';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { useUi } from '@/components/studio-state';
import { giveRoom } from '@/components/studio-state/drawer-room';
import { LessonSlot } from './lesson-slot';
import { Slot } from './slots';
import { usePanels } from './use-panels';
import styles from './desktop-layout.module.css';

const storage = typeof localStorage === 'undefined' ? undefined : localStorage;

const CodeOver = lazy(async () => ({ default: (await import('./code-over')).CodeOver }));

/** A low window keeps more of its height for the graph. */
const drawerHeight = (): number => (window.innerHeight < 800 ? 216 : 264);

export function DesktopLayout() {
  usePanels();
  const panels = useUi((ui) => ui.panels);
  const isBeside = useUi((ui) => ui.codePlace) === 'beside';
  const columns = ['palette', 'centre', 'code', 'inspector'].filter((id) => id === 'centre' || (panels[id as 'palette' | 'code' | 'inspector'] && (id !== 'code' || isBeside)));
  const horizontal = useDefaultLayout({ id: 'hourglass-columns', panelIds: columns, storage });
  const vertical = useDefaultLayout({ id: 'hourglass-rows', panelIds: panels.drawer ? ['canvas', 'drawer'] : ['canvas'], storage });
  const drawer = usePanelRef();
  useEffect(() => {
    giveRoom((share) => {
      const wanted = Math.round(share * window.innerHeight);
      if (drawer.current && drawer.current.getSize().inPixels < wanted) drawer.current.resize(wanted);
    });
    return () => giveRoom(null);
  }, [drawer]);
  return (
    <main className={styles.columns}>
      {!panels.palette && (
        <nav className={styles.rail} aria-label="Palette">
          <Slot name="rail" />
        </nav>
      )}
      <Group id="hourglass-columns" orientation="horizontal" {...horizontal}>
        {panels.palette && (
          <>
            <Panel id="palette" defaultSize={212} minSize={168} maxSize={320} groupResizeBehavior="preserve-pixel-size" className={styles.side}>
              <nav className={styles.fill} aria-label="Palette">
                <Slot name="palette" />
              </nav>
            </Panel>
            <Separator className={styles.upright} aria-label="Width of the palette" />
          </>
        )}
        <Panel id="centre" minSize={320}>
          <Group id="hourglass-rows" orientation="vertical" {...vertical}>
            <Panel id="canvas" minSize={180}>
              <section className={styles.canvas} aria-label="Canvas">
                <div className={styles.stage}>
                  <Slot name="canvas" />
                  <Suspense fallback={null}>{panels.code && !isBeside && <CodeOver />}</Suspense>
                </div>
                <section className={styles.bar} aria-label="Training">
                  <Slot name="trainingBar" />
                </section>
              </section>
            </Panel>
            {panels.drawer && (
              <>
                <Separator className={styles.level} aria-label="Height of the training drawer" />
                <Panel id="drawer" panelRef={drawer} defaultSize={drawerHeight()} minSize={140} groupResizeBehavior="preserve-pixel-size">
                  <section className={styles.drawer} aria-label="Training drawer">
                    <Slot name="drawer" />
                  </section>
                </Panel>
              </>
            )}
          </Group>
        </Panel>
        {panels.code && isBeside && (
          <>
            <Separator className={styles.upright} aria-label="Width of the code panel" />
            <Panel id="code" defaultSize="36%" minSize={280}>
              <section className={styles.fill} aria-label="Code">
                <Slot name="code" />
              </section>
            </Panel>
          </>
        )}
        {panels.inspector && (
          <>
            <Separator className={styles.upright} aria-label="Width of the inspector" />
            <Panel id="inspector" defaultSize={320} minSize={264} maxSize={520} groupResizeBehavior="preserve-pixel-size">
              <section className={styles.fill} aria-label="Inspector">
                <LessonSlot as="panel" />
                <Slot name="inspector" />
              </section>
            </Panel>
          </>
        )}
      </Group>
    </main>
  );
}
