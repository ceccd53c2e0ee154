/** The frame of the studio: top bar, rooms, menus, dialogs and messages. */
import { Tooltip } from 'radix-ui';
import { ContextMenu } from '@/components/actions/context-menu';
import { useActionKeys } from '@/components/actions/use-action-keys';
import { lazy, Suspense, useEffect } from 'react';
import { MessagesPlace } from '@/components/ui/messages-place';
import { useStudio, useUi } from '@/components/studio-state';
import { useTour } from '@/components/studio-state/tour-store';
import { DataHost } from './data-host';
import { DesktopLayout } from './desktop-layout';
import { Dialogs } from './dialogs/dialogs';
import { FaultPanel } from './fault-panel';
import { fetchAhead } from './fetch-ahead';
import { LiveRegion } from './live-region';
import { NoticePlace } from './notice-place';
import { PanelBoundary } from './panel-boundary';
import { TopBar } from './top-bar';
import { phoneQuery } from './use-window';
import styles from './shell.module.css';

const TourHost = lazy(async () => ({ default: (await import('@/components/tour/tour-host')).TourHost }));
const Present = lazy(() => import('@/components/present/present'));
const ReadOnlyBanner = lazy(async () => ({ default: (await import('./read-only-banner')).ReadOnlyBanner }));

const phoneLayout = async () => ({ default: (await import('./phone-layout')).PhoneLayout });
// On a phone it comes while the document is looked for; what cannot be fetched tells when it is shown.
if (typeof window !== 'undefined' && matchMedia(phoneQuery).matches) phoneLayout().catch(() => undefined);
const PhoneLayout = lazy(phoneLayout);

const notices = <NoticePlace />;

/** From the first moment that a field can be typed into. */
function fieldUndo(): () => void {
  let end: (() => void) | null = null;
  let over = false;
  void import('@/components/ui/field-undo').then(({ keepFieldUndo }) => {
    if (!over) end = keepFieldUndo(document);
  });
  return () => {
    over = true;
    end?.();
  };
}

export function Shell() {
  const readOnly = useStudio((studio) => studio.readOnly !== null);
  useActionKeys();
  useEffect(fetchAhead, []);
  useEffect(fieldUndo, []);
  const phone = useUi((ui) => ui.phone);
  const touring = useTour(({ welcome, step }) => welcome || step !== null);
  const presenting = useUi((ui) => ui.presenting);
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
      <MessagesPlace value={notices}>
        {presenting ? (
          <PanelBoundary title="The presentation">
            <Suspense fallback={null}>
              <Present />
            </Suspense>
          </PanelBoundary>
        ) : (
          <div className={styles.shell}>
            <TopBar />
            <Suspense fallback={null}>{readOnly && <ReadOnlyBanner />}</Suspense>
            <Suspense fallback={null}>{phone ? <PhoneLayout /> : <DesktopLayout />}</Suspense>
          </div>
        )}
        <ContextMenu />
        <Dialogs />
        <DataHost />
        <LiveRegion />
        <FaultPanel />
        <Suspense fallback={null}>{touring && !presenting && <TourHost />}</Suspense>
      </MessagesPlace>
    </Tooltip.Provider>
  );
}
