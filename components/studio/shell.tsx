/** The frame of the studio: top bar, rooms, menus, dialogs and messages. */
import { Tooltip } from 'radix-ui';
import { Toaster } from 'sonner';
import { ContextMenu } from '@/components/actions/context-menu';
import { useActionKeys } from '@/components/actions/use-action-keys';
import { useUi } from '@/components/studio-state';
import { TrainingHost } from '@/components/training/training-host';
import { DesktopLayout } from './desktop-layout';
import { Dialogs } from './dialogs/dialogs';
import { FaultPanel } from './fault-panel';
import { LiveRegion } from './live-region';
import { PhoneLayout } from './phone-layout';
import { ReadOnlyBanner } from './read-only-banner';
import { TopBar } from './top-bar';
import styles from './shell.module.css';

export function Shell() {
  useActionKeys();
  const phone = useUi((ui) => ui.phone);
  const theme = useUi((ui) => ui.theme);
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
      <div className={styles.shell}>
        <TopBar />
        <ReadOnlyBanner />
        {phone ? <PhoneLayout /> : <DesktopLayout />}
      </div>
      <ContextMenu />
      <Dialogs />
      <TrainingHost />
      <LiveRegion />
      <FaultPanel />
      <Toaster theme={theme} position={phone ? 'top-center' : 'bottom-center'} offset={{ bottom: 72 }} toastOptions={{ className: styles.toast }} closeButton />
    </Tooltip.Provider>
  );
}
