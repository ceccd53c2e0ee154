/** Palette, canvas over training, code, inspector: sizes are dragged and kept in the browser. The palette that is closed leaves its icons. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import { useUi } from '@/components/studio-state';
import { giveRoom, isLowWindow } from '@/components/studio-state/drawer-room';
import { LessonSlot } from './lesson-slot';
import { Slot } from './slots';
import { usePanelSizes } from './use-panel-sizes';
import { usePanels } from './use-panels';
import styles from './desktop-layout.module.css';

/** Until a hand changes them: pixels, and of the code a share of the room. */
const widths = { palette: 212, code: 0.36, inspector: 320 } as const;

const CodeOver = lazy(async () => ({ default: (await import('./code-over')).CodeOver }));

const firstWidths = () => widths;
const firstHeights = () => ({ drawer: isLowWindow() ? 216 : 264 });

export function DesktopLayout() {
  usePanels();
  const panels = useUi((ui) => ui.panels);
  const isBeside = useUi((ui) => ui.codePlace) === 'beside';
  const columns = usePanelSizes('hourglass-columns', 'horizontal', firstWidths);
  const [heights] = useState(firstHeights);
  const rows = usePanelSizes('hourglass-rows', 'vertical', firstHeights);
  const { give } = rows;
  const drawer = usePanelRef();
  useEffect(() => {
    giveRoom((share) => {
      const wanted = Math.round(share * window.innerHeight);
      if (drawer.current && drawer.current.getSize().inPixels < wanted) give(() => drawer.current?.resize(wanted));
    });
    return () => giveRoom(null);
  }, [drawer, give]);
  return (
    <main className={styles.columns}>
      {!panels.palette && (
        <nav className={styles.rail} aria-label="Palette">
          <Slot name="rail" />
        </nav>
      )}
      <Group {...columns.group}>
        {panels.palette && (
          <>
            <Panel id="palette" defaultSize={columns.kept.palette ?? widths.palette} minSize={168} maxSize={320} groupResizeBehavior="preserve-pixel-size" className={styles.side}>
              <nav className={styles.fill} aria-label="Palette">
                <Slot name="palette" />
              </nav>
            </Panel>
            <Separator className={styles.upright} aria-label="Width of the palette" />
          </>
        )}
        <Panel id="centre" minSize={320}>
          <Group {...rows.group}>
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
                <Panel id="drawer" panelRef={drawer} defaultSize={rows.kept.drawer ?? heights.drawer} minSize={140} groupResizeBehavior="preserve-pixel-size">
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
            <Panel id="code" defaultSize={columns.kept.code ?? `${100 * widths.code}%`} minSize={280} groupResizeBehavior="preserve-pixel-size">
              <section className={styles.fill} aria-label="Code">
                <Slot name="code" />
              </section>
            </Panel>
          </>
        )}
        {panels.inspector && (
          <>
            <Separator className={styles.upright} aria-label="Width of the inspector" />
            <Panel id="inspector" defaultSize={columns.kept.inspector ?? widths.inspector} minSize={264} maxSize={520} groupResizeBehavior="preserve-pixel-size">
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
