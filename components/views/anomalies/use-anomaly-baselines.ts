/** What simpler means say of the same rows: asked for one after another, because some take seconds, and not again when the weights change. */
import { useEffect, useState } from 'react';
import { rivalNames } from '@/graph-engine/inspect/anomaly/verdict';
import type { AreasOf } from '@/graph-engine/training/anomaly/types';
import { trainer } from '@/components/training/controller';
import { getTraining, isBusy, useTraining } from '@/components/training/use-training';

export interface FoundBaseline {
  readonly title: string;
  readonly help: string;
  readonly areas: AreasOf | null;
}
export const baselineIds = Object.keys(rivalNames);

/** By id, as far as they are known; `wanted` false asks for nothing. */
export function useAnomalyBaselines(wanted: boolean, normal: string): Readonly<Record<string, FoundBaseline>> {
  const session = useTraining((training) => training.model?.sessionKey ?? null);
  const looking = useTraining((training) => training.looking);
  const [found, setFound] = useState<Readonly<Record<string, FoundBaseline>>>({});
  useEffect(() => {
    let over = false;
    const ask = async (): Promise<void> => {
      for (const baseline of baselineIds) {
        const answer = await trainer.view({ kind: 'anomaly-baseline', baseline, normal, gently: isBusy(getTraining()) });
        if (over) return;
        if (answer.kind === 'anomaly-baseline') setFound((old) => ({ ...old, [baseline]: answer }));
      }
    };
    // A model that was closed meanwhile answers nothing, and a worker that died tells elsewhere.
    if (wanted && session !== null) ask().catch(() => undefined);
    return () => {
      over = true;
      setFound({});
    };
  }, [wanted, session, looking, normal]);
  return found;
}
