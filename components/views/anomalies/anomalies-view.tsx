/** The workbench for finding the unusual: scores by class, a threshold and what it does, simpler means beside the model, and the rows themselves. */
'use client';
import { useEffect, useState } from 'react';
import type { WorstOf } from '@/graph-engine/training/anomaly/types';
import type { ViewRequest, ViewResult } from '@/graph-engine/training/protocol';
import { askForRoom } from '@/components/studio-state/drawer-room';
import { isBusy, useTraining } from '@/components/training/use-training';
import { useLastResult, useView } from '../use-view';
import { ViewFrame } from '../view-frame';
import { Workbench } from './workbench';

type Anomalies = Extract<ViewResult, { readonly kind: 'anomalies' }>;
/** Rows that are told whole. */
const WORST = 100;
/** All rows are computed for it. */
const EVERY_MS = 4000;
/** Of the height of the window. */
const ROOM = 0.56;

export function AnomaliesView() {
  const session = useTraining(({ model }) => model?.sessionKey ?? '');
  // A strip of the window shows too little of it.
  useEffect(() => askForRoom(ROOM), []);
  return <OfSession key={session} />;
}

function OfSession() {
  const busy = useTraining(isBusy);
  const looking = useTraining((training) => training.looking !== null);
  const [score, setScore] = useState<string | null>(null);
  const [normal, setNormal] = useState('');
  const [of, setOf] = useState<WorstOf>('all');
  const request = { kind: 'anomalies', score, worst: WORST, of, normal, intervals: !busy } as const satisfies ViewRequest;
  const state = useView(request, busy ? EVERY_MS : undefined);
  const result = useLastResult(state, true);
  // A threshold is set on the data of the model, whatever is looked at with it.
  const own = useView(looking ? { ...request, own: true, worst: 0, of: 'all', intervals: false } : null, EVERY_MS).result;
  return (
    <ViewFrame state={{ ...state, result }} kind="anomalies">
      {(shown: Anomalies) => <Workbench result={shown} own={looking && own?.kind === 'anomalies' && own.score === shown.score ? own : null} normal={normal} of={of} onOf={setOf} onNormal={setNormal} onScore={setScore} />}
    </ViewFrame>
  );
}
