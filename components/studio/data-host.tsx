/** How data come in beside the rooms: files dropped on the window, and the dialogs of data, which are fetched when they open. */
'use client';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { browserStore } from '@/components/data/browse/browser-store';
import { dataDialogStore } from '@/components/data/data-dialog-store';
import { wizardStore } from '@/components/data/wizard/wizard-store';
import { useDataDrop } from '@/components/exchange/use-data-drop';

const DataDialog = lazy(async () => ({ default: (await import('@/components/data/data-dialog')).DataDialog }));

const WizardDialog = lazy(async () => ({ default: (await import('@/components/data/wizard/wizard-dialog')).WizardDialog }));
const DataBrowser = lazy(async () => ({ default: (await import('@/components/data/browse/data-browser')).DataBrowser }));

export function DataHost() {
  useDataDrop();
  const open = useStore(dataDialogStore, ({ node }) => node !== null);
  const looking = useStore(browserStore, ({ node }) => node !== null);
  const asking = useStore(wizardStore, ({ question, busy }) => question !== null || busy !== null);
  return (
    <>
      <Suspense fallback={null}>{open && <DataDialog />}</Suspense>
      <Suspense fallback={null}>{looking && <DataBrowser />}</Suspense>
      <Suspense fallback={null}>{asking && <WizardDialog />}</Suspense>
    </>
  );
}
