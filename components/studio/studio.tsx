/** The whole studio: opens a document, keeps it, and shows the shell once one is open. */
'use client';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { startAutosave } from '@/components/persistence/autosave';
import { boot } from '@/components/persistence/boot';
import { startLocks } from '@/components/persistence/lock';
import { useDocumentDrop } from '@/components/exchange/use-document-drop';
import { reportFault } from '@/components/studio-state/messages';
import { studioStore } from '@/components/studio-state/studio-store';
import { startModelSync } from '@/components/training/model-sync';
import { FaultPanel } from './fault-panel';
import { Shell } from './shell';
import { fetchRooms } from './slots';
import { Splash } from './splash';
import { useWindow } from './use-window';

// Their scripts come while the document is looked for.
if (typeof window !== 'undefined') fetchRooms();
let booted: Promise<void> | null = null;

export function Studio() {
  useWindow();
  useDocumentDrop();
  useEffect(() => {
    const stopAutosave = startAutosave();
    const stopLocks = startLocks();
    startModelSync();
    booted ??= boot();
    booted.catch(reportFault);
    return () => {
      stopAutosave();
      stopLocks();
    };
  }, []);
  const ready = useStore(studioStore, ({ open }) => open !== null);
  return ready ? (
    <Shell />
  ) : (
    <>
      <Splash />
      <FaultPanel />
    </>
  );
}
