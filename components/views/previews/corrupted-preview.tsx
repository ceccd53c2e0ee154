/** What comes out of a Noise node, under what went in. */
'use client';
import { lazy } from 'react';
import { useAnalysis } from '@/components/studio-state/use-studio';
import { ImageGrid } from '@/components/pictures/image-grid';
import type { PreviewProps } from './preview-props';
import { useView } from '../use-view';
import { useHidesTokens } from '../texts/hides-tokens';
import { NoPicture, previewPace } from './frame';
import { useOwn } from './use-own';

const COUNT = 12;
const COLUMNS = 4;

const HiddenTokensPreview = lazy(async () => ({ default: (await import('../texts/hidden-tokens-preview')).HiddenTokensPreview }));

export function CorruptedPreview(props: PreviewProps) {
  return useHidesTokens(props.nodeId) ? <HiddenTokensPreview {...props} shows="seen" /> : <CorruptedPictures {...props} />;
}

function CorruptedPictures({ nodeId, visible, width }: PreviewProps) {
  const port = useAnalysis((analysis) => analysis.nodes[nodeId]?.outputs[0]?.id ?? null);
  const own = useOwn();
  const state = useView(port ? { kind: 'tap', tap: `${nodeId}.${port}`, count: COUNT, ...own } : null, previewPace(visible));
  const { result } = state;
  if (result?.kind !== 'tap') return <NoPicture state={state} />;
  return <ImageGrid strip={result.images} columns={COLUMNS} cell={Math.floor((width + 2) / COLUMNS) - 2} gap={2} label="Items after noise" />;
}
