/** Plays a sound, and stops it. */
import { Play, Square } from 'lucide-react';
import { useEffect, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import type { Recording } from '@/graph-engine/data/formats/definition';
import { reportFault } from '@/components/studio-state/messages';
import { Button } from '@/components/ui/button';
import { playerStore, playSound, stopSound } from './player';

export interface PlayButtonProps {
  /** Unlike those of other sounds on the page. */
  readonly id: string;
  readonly label: string;
  /** What it says, for assistive technology, where the label alone does not. */
  readonly describedAs?: string;
  /** Made when it is asked for. */
  readonly sound: () => Recording;
}

export function PlayButton({ id, label, describedAs, sound }: PlayButtonProps) {
  const isHeard = useStore(playerStore, ({ playing }) => playing?.key === id);
  // What is no longer shown is no longer heard.
  useEffect(() => () => {
    if (playerStore.getState().playing?.key === id) stopSound();
  }, [id]);
  const press = (event: MouseEvent): void => {
    event.stopPropagation();
    if (isHeard) stopSound();
    else playSound(id, sound()).catch(reportFault);
  };
  return (
    <Button size="small" className="nodrag" aria-label={describedAs && `${isHeard ? 'Stop' : label}: ${describedAs}`} onClick={press}>
      {isHeard ? <Square aria-hidden /> : <Play aria-hidden />} {isHeard ? 'Stop' : label}
    </Button>
  );
}
