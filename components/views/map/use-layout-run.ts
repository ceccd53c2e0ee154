/** A layout of the codes that a worker computes: begun, told of as it goes, cancelled, and laid out anew. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { trainer } from '@/components/training/controller';
import { getTraining, useTraining } from '@/components/training/use-training';
import { originOf, originWords, standingOf, type LayoutOrigin } from './layout-origin';
import { startLayout } from './layout-worker';
import type { LayoutTold } from './layouts/protocol';
import type { LayoutName } from './layouts/registry';

type CodeMap = Extract<ViewResult, { readonly kind: 'code-map' }>;
export interface LaidOut {
  readonly layout: LayoutName;
  /** Of the items that were laid out; the points are those of the layout so far. */
  readonly map: CodeMap & { readonly codes: Float32Array };
  /** How much is done, from 0 to 1. */
  readonly share: number;
  readonly origin: LayoutOrigin;
}
export interface LayoutRun {
  readonly laidOut: LaidOut | null;
  /** What it is of, in words, where the model has other weights by now. */
  readonly earlier: string | null;
  readonly isRunning: boolean;
  /** Why there is none. */
  readonly problem: string | null;
  begin(layout: LayoutName, most: number): void;
  /** Ends the worker; what it has laid out so far stays. */
  cancel(): void;
  /** Back to the principal components. */
  leave(): void;
}
const SEED = 1;
/** With fewer items there is nothing to lay out. */
const FEWEST = 10;

export function useLayoutRun(): LayoutRun {
  const [laidOut, setLaidOut] = useState<LaidOut | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<(() => void) | null>(null);
  /** Counts what was begun, so that an answer that comes late is dropped. */
  const turn = useRef(0);
  const cancel = useCallback((): void => {
    turn.current++;
    stop.current?.();
    stop.current = null;
    setRunning(false);
  }, []);
  useEffect(() => cancel, [cancel]);

  const leave = useCallback((): void => {
    cancel();
    setProblem(null);
    setLaidOut(null);
  }, [cancel]);
  const origin = laidOut?.origin ?? null;
  const standing = useTraining((training) => origin && standingOf(origin, originOf(training)));
  const earlier = useTraining((training) => (origin && standing === 'earlier' ? originWords(origin, originOf(training)) : null));
  // Of another model no place can be decoded, and no item is the same.
  useEffect(() => {
    if (standing === 'other') leave();
  }, [standing, leave]);

  const fail = (message: string): void => {
    cancel();
    setProblem(message);
  };
  const begin = (layout: LayoutName, most: number): void => {
    cancel();
    setProblem(null);
    setRunning(true);
    const mine = turn.current;
    const asked = originOf(getTraining());
    trainer
      .view({ kind: 'code-map', count: most, codes: true })
      .then((map) => {
        if (mine !== turn.current) return;
        if (map.kind === 'none') return fail(map.reason);
        if (map.kind !== 'code-map' || !map.codes) throw new Error(`internal: codes were answered with ${map.kind}`);
        const { codes, points } = map;
        const items = points.length / 2;
        if (items < FEWEST) return fail(`${items} items are too few to be laid out: it takes ${FEWEST}.`);
        // While training goes on, the codes are of a step about then.
        const answered = originOf(getTraining());
        const of = asked.model === answered.model && asked.run === answered.run ? asked : answered;
        setLaidOut({ layout, map: { ...map, codes }, share: 0, origin: of });
        const answer = (told: LayoutTold): void => {
          if (told.kind === 'failed') return fail(told.message);
          setLaidOut({ layout, map: { ...map, codes, points: told.points }, share: told.share, origin: of });
          if (told.share === 1) cancel();
        };
        stop.current = startLayout({ layout, input: { codes, items, size: codes.length / items, start: points, seed: SEED } }, { answer, broke: (message) => fail(`internal: the layout failed: ${message}`) });
      })
      .catch((error: unknown) => mine === turn.current && fail(error instanceof Error ? error.message : String(error)));
  };
  return { laidOut: standing === 'other' ? null : laidOut, earlier, isRunning, problem, begin, cancel, leave };
}
