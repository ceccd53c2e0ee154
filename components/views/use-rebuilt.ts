/** What the first baseline gives back of the items that are shown: asked for once, as soon as it is fitted; the weights do not change it. */
import { useEffect, useState } from 'react';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { useBaselines } from '@/components/training/baselines';
import { trainer } from '@/components/training/controller';
import { getTraining, isBusy, useTraining } from '@/components/training/use-training';

export interface Rebuilt {
  readonly title: string;
  readonly images: ImageStrip;
}

export function useRebuilt(items: Uint32Array | null): Rebuilt | null {
  const baselines = useBaselines();
  const looking = useTraining((training) => training.looking);
  const [found, setFound] = useState<(Rebuilt & { readonly key: string }) | null>(null);
  const key = items && baselines ? items.join() : null;
  useEffect(() => {
    if (key === null) return;
    let over = false;
    trainer
      .view({ kind: 'rebuilt', items: key.split(',').map(Number), gently: isBusy(getTraining()) })
      .then((answer) => !over && answer.kind === 'rebuilt' && setFound({ key, title: answer.title, images: answer.images }))
      // A model that was closed meanwhile answers nothing, and a worker that died tells elsewhere.
      .catch(() => undefined);
    return () => {
      over = true;
      setFound(null);
    };
  }, [key, baselines, looking]);
  return found?.key === key ? found : null;
}
