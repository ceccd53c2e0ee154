import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Baselines } from '@/graph-engine/inspect/baselines/types';
import type { ViewRequest, ViewResult } from '@/graph-engine/training/protocol';
import { baselinesStore, figureBeside, followBaselines } from './baselines';
import { MetricsLog } from './metrics-log';
import { idleTraining, trainingStore, type OpenModel } from './use-training';

const found = { term: 'Loss', figures: [] } as unknown as Baselines;
const model = (sessionKey: string): OpenModel => ({ sessionKey, restoredStep: null }) as unknown as OpenModel;
const progress = (step: number): NonNullable<typeof idleTraining.progress> => ({ step }) as unknown as NonNullable<typeof idleTraining.progress>;

let asked: ViewRequest[] = [];
let handed: Baselines[] = [];
let answer: Promise<ViewResult>;
let end = (): void => undefined;
beforeEach(() => {
  [asked, handed] = [[], []];
  answer = Promise.resolve({ kind: 'baselines', found });
  trainingStore.setState(idleTraining);
  end = followBaselines((request) => {
    asked.push(request);
    return answer;
  }, (found) => handed.push(found));
});
afterEach(() => {
  end();
  trainingStore.setState(idleTraining);
});

it('asks once for a model, with its first step, and gently while it trains', async () => {
  trainingStore.setState({ model: model('a'), run: 'running' });
  expect(asked).toEqual([]);
  trainingStore.setState({ progress: progress(1) });
  trainingStore.setState({ progress: progress(2) });
  await answer;
  expect(asked).toEqual([{ kind: 'baselines', gently: true }]);
  expect([baselinesStore.getState(), handed]).toEqual([{ sessionKey: 'a', found }, [found]]);
});
it('forgets them with the model, and does not ask a worker again and again that refuses', async () => {
  trainingStore.setState({ model: model('a'), progress: progress(1) });
  await answer;
  trainingStore.setState(idleTraining);
  expect(baselinesStore.getState().found).toBeNull();
  answer = Promise.reject(new Error('internal: no model is open'));
  for (const step of [1, 2, 3]) trainingStore.setState({ model: model('b'), progress: progress(step) });
  await answer.catch(() => undefined);
  expect(asked).toHaveLength(2);
  expect(baselinesStore.getState()).toEqual({ sessionKey: 'b', found: null });
});
it('stands beside what the model comes to on the same items, and beside nothing before these were judged', () => {
  const log = new MetricsLog();
  const heldOut: Baselines = { ...found, heldOut: true };
  log.add([{ step: 0, epoch: 0, set: 'train', values: { Loss: 3 } }]);
  expect([figureBeside(heldOut, log), figureBeside({ ...heldOut, heldOut: false }, log)]).toEqual([null, 3]);
  log.add([{ step: 1, epoch: 0, set: 'validation', values: { Loss: 4 } }]);
  expect(figureBeside(heldOut, log)).toBe(4);
});
