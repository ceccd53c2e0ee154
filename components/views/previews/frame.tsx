/** What a preview shows in place of a picture. */
'use client';
import { useAnalysis } from '@/components/studio-state/use-studio';
import { useTraining } from '@/components/training/use-training';
import styles from '../node-preview.module.css';
import { ASLEEP } from '../use-view';
import type { ViewState } from '@/components/training/view-feed';

const PREVIEW_EVERY_MS = 900;
export const previewPace = (visible: boolean): number => (visible ? PREVIEW_EVERY_MS : ASLEEP);

/** Why there is no picture: the worker's reason, or what stands in the way. A model that is open answers nothing about a graph that has become unsound. */
export function NoPicture({ state }: { readonly state: ViewState }) {
  const opening = useTraining((training) => training.opening);
  const open = useTraining((training) => training.model !== null);
  const refused = useTraining((training) => training.problem !== null);
  const sound = useAnalysis((analysis) => analysis.sound);
  const { result, error } = state;
  const waiting = opening ? 'Preparing…' : !sound ? 'Shown when the graph is complete' : open ? 'Looking…' : refused ? 'The model could not be opened' : 'Waiting for the data';
  return <p className={styles.words}>{result?.kind === 'none' ? result.reason : (error ?? waiting)}</p>;
}
