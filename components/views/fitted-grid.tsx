/** A grid of pictures with cells as large as the room allows, crisp where that costs little. */
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { cellHeight } from '@/components/pictures/draw-cells';
import { tileOf } from '@/components/pictures/draw-strip';
import { fitCells, type CellBounds } from '@/components/pictures/fit-cells';
import { ImageGrid } from '@/components/pictures/image-grid';
import { Fill } from './fill';

interface FittedGridProps {
  readonly images: ImageStrip;
  readonly cells: Pick<CellBounds, 'gap' | 'least' | 'most'>;
  readonly label: string;
}

export function FittedGrid({ images, cells, label }: FittedGridProps) {
  return (
    <Fill>
      {(room) => {
        const { columns, cell } = fitCells(images.count, room, { ...cells, aspect: cellHeight(images.shape, 100) / 100, pixels: tileOf(images.shape)?.width ?? null });
        return <ImageGrid strip={images} columns={columns} cell={cell} gap={cells.gap} label={label} />;
      }}
    </Fill>
  );
}
