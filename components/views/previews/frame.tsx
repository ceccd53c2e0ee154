/** What a preview shows in place of a picture. */
'use client';
import { useTraining } from '@/components/training/use-training';
import styles from '../node-preview.module.css';
import { ASLEEP } from '../use-view';
import type { ViewState } from '@/components/training/view-feed';

const PREVIEW_EVERY_MS = 900;
export const previewPace = (visible: boolean): number => (visible ? PREVIEW_EVERY_MS : ASLEEP);

/** Why there is no picture: the worker's reason, or that no model is open. */
export function NoPicture({ state }: { readonly state: ViewState }) {
  const opening = useTraining((training) => training.opening);
  const open = useTraining((training) => training.model !== null);
  const { result, error } = state;
  const words = result?.kind === 'none' ? result.reason : (error ?? (opening ? 'Preparing…' : open ? 'Looking…' : 'Shown when the graph is complete'));
  return <p className={styles.words}>{words}</p>;
}
