/** The live picture inside a node, chosen by the `preview` trait of its kind; asks the worker only while it can be seen. */
'use client';
import { lazy, Suspense, useEffect, useRef, useState, type ComponentType } from 'react';
import type { Preview } from '@/graph-engine/nodes/definition';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { useDocument } from '@/components/studio-state/use-studio';
import { CodeMapPreview } from './previews/code-map-preview';
import { DataPreview } from './previews/data-preview';
import { LossesPreview } from './previews/losses-preview';
import { ReconstructionsPreview } from './previews/reconstructions-preview';
import styles from './node-preview.module.css';
import { useSize } from './use-size';
import type { PreviewProps } from './previews/preview-props';

// Of kinds that the studio does not begin with: fetched when the first of them is drawn.
const CodeUsePreview = lazy(async () => ({ default: (await import('./previews/code-use-preview')).CodeUsePreview }));
const CorruptedPreview = lazy(async () => ({ default: (await import('./previews/corrupted-preview')).CorruptedPreview }));
const ScoresPreview = lazy(async () => ({ default: (await import('./previews/scores-preview')).ScoresPreview }));

const previews: Readonly<Record<Exclude<Preview, 'none'>, ComponentType<PreviewProps>>> = {
  samples: DataPreview,
  corrupted: CorruptedPreview,
  'code-map': CodeMapPreview,
  'code-use': CodeUsePreview,
  reconstructions: ReconstructionsPreview,
  scores: ScoresPreview,
  losses: LossesPreview,
};

export function NodePreview({ nodeId, awake }: { readonly nodeId: string; readonly awake: boolean }) {
  const preview = useDocument((document) => nodeOf(document.nodes[nodeId]?.kind ?? '')?.traits.preview ?? 'none');
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver(([entry]) => setVisible(entry!.isIntersecting), { rootMargin: '80px' });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [preview]);
  if (preview === 'none') return null;
  const Picture = previews[preview];
  return (
    <div ref={box} className={styles.preview} data-preview={preview}>
      <Suspense fallback={null}>{width > 0 && <Picture nodeId={nodeId} visible={visible && awake} width={width} />}</Suspense>
    </div>
  );
}
