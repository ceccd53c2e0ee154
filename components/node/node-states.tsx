/** How a node takes part, as marks: bypassed, muted or waiting for one that is, pinned to its place. */
import { Pin, Route, VolumeX, type LucideIcon } from 'lucide-react';
import type { GraphNode } from '@/graph-engine/document/types';
import { useAnalysis, useDocument } from '@/components/studio-state';
import styles from './node-card.module.css';

export type TakesPart = GraphNode['mode'] | 'waiting';

/** `waiting`: it is left out because of another node. */
export function useTakesPart(id: string): TakesPart {
  const mode = useDocument(({ nodes }) => nodes[id]?.mode ?? 'active');
  const isOut = useAnalysis(({ leftOut }) => leftOut.includes(id));
  return mode === 'active' && isOut ? 'waiting' : mode;
}

const marks: Readonly<Record<Exclude<TakesPart, 'active'>, { readonly icon: LucideIcon; readonly label: string; readonly title: string }>> = {
  bypassed: { icon: Route, label: 'Bypassed', title: 'Bypassed: it hands on what arrives' },
  muted: { icon: VolumeX, label: 'Muted', title: 'Muted: it is left out, with what cannot do without it' },
  waiting: { icon: VolumeX, label: 'Left out', title: 'Left out: what it needs is muted' },
};

function Mark({ icon: Icon, label, title }: { readonly icon: LucideIcon; readonly label: string; readonly title: string }) {
  return (
    <span className={styles.badge} data-tone="info" role="img" aria-label={label} title={title}>
      <Icon size={13} aria-hidden />
    </span>
  );
}

export function NodeStates({ id }: { readonly id: string }) {
  const pinned = useDocument(({ nodes }) => nodes[id]?.pinned ?? false);
  const part = useTakesPart(id);
  return (
    <>
      {part !== 'active' && <Mark {...marks[part]} />}
      {pinned && <Mark icon={Pin} label="Pinned" title="Pinned: it keeps its place" />}
    </>
  );
}
