/** What training needs beside its rooms: the model in step with the drawing, files dropped on the window, the data dialog. */
'use client';
import { useEffect } from 'react';
import { DataDialog } from '@/components/data/data-dialog';
import { useFileDrop } from '@/components/data/use-file-drop';
import { startModelSync } from './model-sync';

export function TrainingHost() {
  useEffect(startModelSync, []);
  useFileDrop();
  return <DataDialog />;
}
