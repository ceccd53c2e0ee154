/** What training needs beside its rooms: files dropped on the window, and the data dialog, which is fetched when it opens. */
'use client';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { dataDialogStore } from '@/components/data/data-dialog-store';
import { useFileDrop } from '@/components/data/use-file-drop';

const DataDialog = lazy(async () => ({ default: (await import('@/components/data/data-dialog')).DataDialog }));

export function TrainingHost() {
  useFileDrop();
  const open = useStore(dataDialogStore, ({ node }) => node !== null);
  return (
    open && (
      <Suspense fallback={null}>
        <DataDialog />
      </Suspense>
    )
  );
}
