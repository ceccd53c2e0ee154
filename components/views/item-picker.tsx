/** Chooses one of the first held-out items by its picture. */
'use client';
import { useMemo } from 'react';
import { useHeldOut } from './held-out';
import { useStrip } from '@/components/data/rows/use-strip';
import { ImageGrid } from '@/components/pictures/image-grid';

const SHOWN = 20;

export function ItemPicker({ label, picked, onPick, columns = 10 }: { readonly label: string; readonly picked: number; readonly onPick: (item: number) => void; readonly columns?: number }) {
  const heldOut = useHeldOut();
  const indices = useMemo(() => heldOut?.indices.subarray(0, SHOWN) ?? null, [heldOut]);
  const strip = useStrip(heldOut?.table ?? null, indices);
  return strip && <ImageGrid strip={strip} columns={columns} cell={26} gap={3} label={label} picked={picked} onPick={onPick} />;
}
