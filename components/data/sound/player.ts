/** Plays one sound at a time, by Web Audio. */
import { createStore } from 'zustand/vanilla';
import type { Recording } from '@/graph-engine/data/formats/definition';
import { resample } from '@/graph-engine/data/sounds/resample';

/** Which sound is heard, by the name that whoever plays it gave it; `duration` of it in seconds. */
export interface Playing {
  readonly key: string;
  readonly duration: number;
}
export const playerStore = createStore<{ readonly playing: Playing | null }>(() => ({ playing: null }));

/** The lowest rate that every browser plays (Web Audio 1.0, 1.41). */
const LOWEST = 8000;
let context: AudioContext | null = null;
let source: AudioBufferSourceNode | null = null;

export function stopSound(): void {
  source?.stop();
  source = null;
  playerStore.setState({ playing: null });
}

/** Ends what is heard before. @throws where the browser plays nothing at all */
export async function playSound(key: string, recording: Recording): Promise<void> {
  stopSound();
  const rate = Math.max(LOWEST, recording.rate);
  const samples = resample(recording, rate);
  if (samples.length === 0) return;
  context ??= new AudioContext();
  // A browser lets a page be heard after a press alone.
  await context.resume();
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(new Float32Array(samples), 0);
  const node = context.createBufferSource();
  node.buffer = buffer;
  node.connect(context.destination);
  node.addEventListener('ended', () => {
    if (source === node) stopSound();
  });
  source = node;
  node.start();
  playerStore.setState({ playing: { key, duration: buffer.duration } });
}
