/** Chooses one of the first held-out items by its picture. */
'use client';
import { useMemo } from 'react';
import { useHeldOut } from '@/components/data/held-out';
import { stripOf } from '@/components/data/shown-table';
import { ImageGrid } from './image-grid';

const SHOWN = 20;

export function ItemPicker({ label, picked, onPick, columns = 10 }: { readonly label: string; readonly picked: number; readonly onPick: (item: number) => void; readonly columns?: number }) {
  const heldOut = useHeldOut();
  const strip = useMemo(() => heldOut && stripOf(heldOut.table, heldOut.indices.subarray(0, SHOWN)), [heldOut]);
  return strip && <ImageGrid strip={strip} columns={columns} cell={26} gap={3} label={label} picked={picked} onPick={onPick} />;
}
