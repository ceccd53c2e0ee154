/** One run: what it is, how well it does beside its baseline, and what can be done with it. */
import { GitBranch, Medal, Play, SkipForward, Star, StickyNote, Trash2 } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { limits } from '@/graph-engine/document/limits';
import { sizeText } from '@/components/data/size-text';
import { reportStore } from '@/components/persistence/report-store';
import { useDocument } from '@/components/studio-state';
import { metricsLog } from '@/components/training/metrics-log';
import { printDate } from '@/components/training/print';
import { sayOfRun } from '@/components/training/run-history';
import { sameRun } from '@/components/training/run-key';
import { Button } from '@/components/ui/button';
import { counted } from '@/graph-engine/diagnostics/counted';
import { IconButton } from '@/components/ui/icon-button';
import { NameField } from '@/components/ui/name-field';
import { branchRun, continueRun, isAsTrained, openBeside, openRun, removeRun, type Removed } from './open-run';
import { besideWords, figureOf, nameOf, shortFigure, toBeat, usualName } from './run-words';
import { RunAct } from './run-act';
import { RunPicture } from './run-picture';
import kept from '@/components/ui/kept-list.module.css';
import styles from './runs.module.css';
import type { KeptRun } from './use-runs';

interface RunRowProps {
  readonly run: KeptRun;
  /** What tells it from the run before. */
  readonly change: string | null;
  readonly isChosen: boolean;
  onChoose(): void;
  onClose(): void;
  onRemoved(removed: Removed): void;
}

const say = (run: KeptRun, remarks: Parameters<typeof sayOfRun>[1]['remarks'] & object): void => void sayOfRun(run, { remarks }).catch(reportStore);

export function RunRow({ run, change, isChosen, onChoose, onClose, onRemoved }: RunRowProps) {
  const isOpen = useSyncExternalStore(metricsLog.subscribe, () => sameRun(metricsLog.key, run), () => false);
  const isEdited = useDocument((document) => isOpen && document.id === run.document && !isAsTrained(document, run));
  const [noting, setNoting] = useState(false);
  const { remarks, about } = run;
  const name = nameOf(run);
  const then = (work: Promise<unknown>): void => void work.catch(reportStore);
  const leave = (work: Promise<unknown>): void => {
    onClose();
    then(work);
  };
  return (
    <li className={`${kept.row} ${styles.run}`} data-current={isOpen || undefined} data-chosen={isChosen || undefined}>
      <input type="checkbox" checked={isChosen} onChange={onChoose} aria-label={`Compare ${name}`} />
      <IconButton label={remarks.starred ? `Take the star off ${name}` : `Star ${name}`} pressed={remarks.starred} size="small" onClick={() => say(run, { starred: !remarks.starred })}>
        <Star aria-hidden fill={remarks.starred ? 'currentColor' : 'none'} />
      </IconButton>
      <RunPicture run={run} isOpen={isOpen} />
      <div className={kept.what}>
        {/* Emptied, the run has its usual name again. */}
        <NameField label={`Name of ${name}`} name={name} maxLength={limits.name} onKeep={(text) => say(run, { name: text === usualName(run) ? '' : text })} />
        <span className={kept.fine}>
          {isOpen && <b>{isEdited ? 'open now, the drawing was edited since' : 'open now'} · </b>}
          {about ? `${about.document.name} · seed ${about.document.training.seed} · ` : ''}
          {counted(run.steps, 'step')} · {printDate(run.started)} · {run.bytes === null ? 'no weights' : sizeText(run.bytes)}
        </span>
        {change !== null && <span className={styles.change}>{change}</span>}
        {noting ? <NoteField run={run} onDone={() => setNoting(false)} /> : remarks.note && <p className={styles.note}>{remarks.note}</p>}
      </div>
      <Figures run={run} />
      <div className={styles.acts}>
        <Button size="small" disabled={isOpen && !isEdited} title={isEdited ? 'Brings the drawing back as it was trained' : undefined} onClick={() => leave(openRun(run))}>
          Open
        </Button>
        <RunAct word="Train on" icon={Play} label={`Train on from ${name}${isEdited ? ', with the drawing as it was trained' : ''}`} onClick={() => leave(continueRun(run))} />
        <RunAct word="Branch" icon={GitBranch} label={`Branch ${name}: a copy as a new document`} onClick={() => leave(branchRun(run))} />
        {run.beside ? (
          <RunAct word={run.beside.which === 'best' ? 'Best weights' : 'Last weights'} icon={run.beside.which === 'best' ? Medal : SkipForward} label={`Open ${name} with ${besideWords(run, run.beside)}`} onClick={() => leave(openBeside(run))} />
        ) : (
          <span />
        )}
        <RunAct word="Note" icon={StickyNote} label={`Note on ${name}`} aria-pressed={noting} onClick={() => setNoting(!noting)} />
        <RunAct word="Remove" icon={Trash2} label={`Remove ${name}`} disabled={isOpen} onClick={() => then(removeRun(run).then((removed) => removed && onRemoved(removed)))} />
      </div>
    </li>
  );
}

/** Its figure, and that of the baseline to beat. */
function Figures({ run }: { readonly run: KeptRun }) {
  const figure = figureOf(run);
  if (!figure) return <div className={styles.figures}>–</div>;
  const baseline = toBeat(run, figure);
  return (
    <div className={styles.figures}>
      <b>{shortFigure(figure.value)}</b>
      <span className={kept.fine}>{`${figure.unit || figure.term}${figure.isHeldOut ? ', held out' : ', in training'}`}</span>
      {baseline && (
        <span className={kept.fine} data-better={figure.value < baseline.value || undefined}>
          {baseline.short} {shortFigure(baseline.value)}
        </span>
      )}
    </div>
  );
}

const NOTE = 2000;
function NoteField({ run, onDone }: { readonly run: KeptRun; onDone(): void }) {
  const [text, setText] = useState(run.remarks.note);
  return (
    <textarea
      autoFocus
      className={styles.noting}
      aria-label="Note"
      data-keeps-escape
      rows={2}
      maxLength={NOTE}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        if (text !== run.remarks.note) say(run, { note: text.trim() });
        onDone();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
