/** What training needs beside its rooms: files dropped on the window, the data dialog. */
'use client';
import { DataDialog } from '@/components/data/data-dialog';
import { useFileDrop } from '@/components/data/use-file-drop';

export function TrainingHost() {
  useFileDrop();
  return <DataDialog />;
}
