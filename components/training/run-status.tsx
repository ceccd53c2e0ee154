/** How far the run is: progress with the time left, the current losses, and what happened to it in words. */
'use client';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { announce } from '@/components/studio-state/messages';
import { useAnalysis, useDocument, useStudio } from '@/components/studio-state/use-studio';
import { dataNodeIds, sourceOf } from '@/components/data/data-source';
import { dataStore } from '@/components/data/data-store';
import { goToNode } from '@/components/diagnostics/go-to';
import { keptWords } from './kept-words';
import { printLoss } from './print';
import { progressWords } from './progress-words';
import { shortWords, takenWords } from './taken-words';
import styles from './training-bar.module.css';
import { TurnWords } from './turn-words';
import { isBusy, isWhole, useTraining, type OpenModel } from './use-training';

export function RunStatus() {
  const progress = useTraining((training) => training.progress);
  const share = progress ? Math.min(1, progress.step / Math.max(1, progress.steps)) : 0;
  const busy = useTraining(isBusy);
  return (
    <div className={styles.status}>
      <div className={styles.words}>
        <Words />
        <NotKept />
        <Losses />
      </div>
      <div className={styles.track} role="progressbar" aria-label="Training progress" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} data-busy={busy || undefined}>
        <div className={styles.done} style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}

function Words() {
  const { run, opening, compiling, fitting, progress, turn, model, outdated, notFinite, problem } = useTraining((training) => training);
  const failed = notFinite?.diagnostic.at.node;
  const graphProblem = useAnalysis((analysis) => analysis.diagnostics.find(({ severity }) => severity === 'error') ?? null);
  const nodeName = useDocument((document) => (failed ? (document.nodes[failed]?.name ?? null) : null));
  const spoken = useRef(run);
  useEffect(() => {
    if (spoken.current === run) return;
    spoken.current = run;
    if (run === 'running') announce('Training runs.');
    if (run === 'paused') announce('Training is paused.');
  }, [run]);

  if (opening || run === 'preparing') return <span>{compiling ? `Compiling shaders ${compiling.done} of ${compiling.total}` : 'Preparing the model…'}</span>;
  if (fitting !== null) return <span>Fitting the columns: {Math.round(100 * fitting)} %</span>;
  if (notFinite) {
    const { step, kept, diagnostic } = notFinite;
    const { message, cure } = printDiagnostic(diagnostic);
    return (
      <span className={styles.bad} title={`${message} ${cure}`}>
        {failed && nodeName ? (
          <button type="button" onClick={() => goToNode(failed)}>
            {nodeName}
          </button>
        ) : (
          'The loss'
        )}{' '}
        went wrong at step {step.toLocaleString('en')}: not a finite number. {keptWords(kept)}
      </span>
    );
  }
  if (problem) return <span className={styles.bad} title={problem}>{problem}</span>;
  if (graphProblem && run !== 'running') return <GraphProblem problem={graphProblem} />;
  if (outdated) return <span className={styles.warn} title="The weights are of the graph before the last edits. Train to fit it again, or undo.">Edited: needs training</span>;
  if (progress && turn) return <TurnWords turn={turn} step={progress.step} />;
  if (progress) {
    const { epoch, stage, left, steps, best, pace, all } = progressWords(progress, run);
    return (
      <span className={`tabular ${styles.parts}`} title={all}>
        <b>{epoch}</b>
        {stage && (
          <i className={styles.stage} title={stage.title}>
            {stage.text}
          </i>
        )}
        {left && <i>{left}</i>}
        <i className={styles.steps}>{steps}</i>
        {best && <i title={best.title}>{best.text}</i>}
        {pace && <i className={styles.fine}>{pace}</i>}
      </span>
    );
  }
  if (model?.taken) {
    const { title, details } = takenWords(model.taken);
    return (
      <span className={isWhole(model.taken) ? undefined : styles.warn} title={`${title}. ${details}`}>
        {shortWords(model.taken)}
      </span>
    );
  }
  if (model?.restoredStep || model?.lost) return <Restored step={model.restoredStep} lost={model.lost} />;
  return model ? <span>Ready to train</span> : <Waiting />;
}

/** Nothing can be trained, and what was trained does not belong to it: the first thing in the way. */
function GraphProblem({ problem }: { readonly problem: Diagnostic }) {
  const { message, cure } = printDiagnostic(problem);
  return (
    <span className={styles.bad} title={`${message} ${cure}`}>
      {message}
    </span>
  );
}

/** What a sound graph waits for before it can be opened. */
function Waiting() {
  const keys = useStudio(({ document }) => dataNodeIds(document).flatMap((id) => sourceOf(document, id)?.key ?? []).join(' '));
  const states = useStore(dataStore, ({ entries }) => keys.split(' ').map((key) => entries[key]?.status ?? 'loading').join(' '));
  const all = states.split(' ');
  return <span>{all.every((state) => state === 'ready') ? 'Not ready yet' : all.includes('loading') ? 'Loading the data…' : 'Waiting for the data of a Dataset'}</span>;
}

/** What was restored, and what of the last run was not. */
function Restored({ step, lost }: Pick<OpenModel, 'lost'> & { readonly step: number | null }) {
  const steps = lost?.steps === 1 ? 'step' : `${lost?.steps.toLocaleString('en')} steps`;
  const gone = lost?.steps === 1 ? 'was lost' : 'were lost';
  return (
    <span className={lost ? styles.warn : undefined} title={lost ? 'They could not be saved before the page was left.' : undefined}>
      {step === null ? 'Ready to train' : <b>Restored step {step.toLocaleString('en')}</b>}
      {!lost && ', as it was left'}
      {lost && step !== null && !lost.sameRun && ' of the run before'}
      {lost && `; the ${lost.sameRun ? 'last ' : ''}${steps} ${lost.sameRun ? '' : 'of the last run '}${gone}`}
    </span>
  );
}

/** Weights that the browser could not keep so far. */
function NotKept() {
  const reason = useTraining((training) => training.notKept);
  return (
    reason !== null && (
      <span className={styles.warn} title={reason}>
        Not saved
      </span>
    )
  );
}

function Losses() {
  const loss = useTraining((training) => training.loss);
  const validation = useTraining((training) => training.validation);
  const unit = useTraining(({ model }) => model?.figures.find(({ name }) => name === 'loss')?.unit ?? '');
  if (loss === null) return null;
  return (
    <>
      <dl className={styles.losses} title={unit && `Losses are in ${unit}, as a mean over the items.`}>
        <div>
          <dt>Loss</dt>
          <dd data-testid="loss">{printLoss(loss)}</dd>
        </div>
        {validation !== null && (
          <div>
            <dt>Held out</dt>
            <dd data-testid="validation-loss">{printLoss(validation)}</dd>
          </div>
        )}
      </dl>
      {unit && (
        <span className={styles.unit} title={unit}>
          {unit}
        </span>
      )}
    </>
  );
}
