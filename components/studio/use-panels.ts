/** Panels that open by themselves until the user chooses: the inspector with the first selection, the drawer with the first training step. */
import { useEffect } from 'react';
import { graphStore } from '@/components/studio-state/studio-store';
import { offerPanel, selectionStore } from '@/components/studio-state';
import { isBusy, stepsTaken, trainingStore } from '@/components/training/use-training';

export function usePanels(): void {
  useEffect(() => {
    let pressed = false;
    let wanted = false;
    /** While a button of the mouse is down, what is selected may be dragged: the canvas keeps its size. */
    const open = (): void => {
      if (wanted && !pressed) offerPanel('inspector', true);
      if (!pressed) wanted = false;
    };
    const press = (): void => {
      pressed = true;
    };
    const release = (): void => {
      pressed = false;
      open();
    };
    window.addEventListener('pointerdown', press, true);
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    const stops = [
      selectionStore.subscribe(({ nodes, wires }) => {
        wanted ||= nodes.length + wires.length > 0;
        open();
      }),
      trainingStore.subscribe((now, before) => {
        // Weights that come with a model, from a file or by undo, are no step.
        const stepped = (now.model === before.model || isBusy(now) || isBusy(before)) && now.model !== null && stepsTaken(now) > 0 && stepsTaken(now) !== stepsTaken(before);
        if (stepped) offerPanel('drawer', true);
      }),
      graphStore.subscribe(({ open: now }, { open: before }) => {
        if (before && now?.document.id !== before.document.id) offerPanel('drawer', false);
      }),
    ];
    return () => {
      window.removeEventListener('pointerdown', press, true);
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
      stops.forEach((stop) => stop());
    };
  }, []);
}
