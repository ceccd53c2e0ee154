/** Held-out items over what the model makes of them. */
'use client';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { rangeOf } from '@/components/pictures/draw-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import type { PreviewProps } from './preview-props';
import { useView } from '../use-view';
import { NoPicture, previewPace } from './frame';
import { useAbout } from './use-about';
import { useOwn } from './use-own';

const COUNT = 6;
const first = (strip: ImageStrip): ImageStrip => ({ ...strip, count: Math.min(COUNT, strip.count) });

export function ReconstructionsPreview({ nodeId, visible, width }: PreviewProps) {
  const state = useView({ kind: 'reconstructions', count: 24, ...useOwn(), ...useAbout(nodeId, 'output') }, previewPace(visible));
  const { result } = state;
  if (result?.kind !== 'reconstructions') return <NoPicture state={state} />;
  const look = { columns: COUNT, cell: Math.floor((width + 2) / COUNT) - 2, gap: 2, range: rangeOf(first(result.input).values) };
  return (
    <>
      <ImageGrid strip={first(result.input)} label="Held-out items" {...look} />
      <ImageGrid strip={first(result.output)} label="Their reconstructions" tellsContrast={false} {...look} />
    </>
  );
}
