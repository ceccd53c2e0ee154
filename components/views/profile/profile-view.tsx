/** What a training step takes: by phase and by operation, against the measured peak; its memory plan; and its program beside the plan. */
'use client';
import { useStudio } from '@/components/studio-state';
import { Check, Copy, Gauge } from 'lucide-react';
import { useCallback, useState } from 'react';
import { printProfile, timingNote } from '@/graph-engine/training/profile/print';
import type { PlayerProfile } from '@/graph-engine/training/profile/types';
import { notify } from '@/components/studio-state/messages';
import { useDocument } from '@/components/studio-state/use-studio';
import { useTraining } from '@/components/training/use-training';
import { IconButton } from '@/components/ui/icon-button';
import controls from '../view-controls.module.css';
import { Empty, useNoModel } from '../view-frame';
import { MemoryPicture } from './memory-picture';
import { OperationTable } from './operation-table';
import { PlanColumns } from './plan-columns';
import { ProfileFigures } from './profile-figures';
import { measure, useProfile, type Measured } from './profile-store';
import styles from './profile-view.module.css';
import { useMarks } from './use-marks';

const rooms = [
  { id: 'operations', title: 'Operations' },
  { id: 'program', title: 'Program and plan' },
] as const;
type Room = (typeof rooms)[number]['id'];

/** The names of nodes, by id; the id of one that was deleted since. */
function useNodeNames(): (node: string) => string {
  const names = useDocument(({ nodes }) => Object.fromEntries(Object.values(nodes).map(({ id, name }) => [id, name])));
  return useCallback((node: string) => names[node] ?? node, [names]);
}

function MeasureButton({ again }: { readonly again: boolean }) {
  const { measuring } = useProfile();
  const ready = useTraining(({ model }) => model !== null);
  return (
    <button type="button" className={controls.button} disabled={!ready || measuring} aria-busy={measuring} onClick={() => void measure()}>
      <Gauge size={14} aria-hidden /> {measuring ? 'Measuring…' : again ? 'Measure again' : 'Measure a step'}
    </button>
  );
}

export function ProfileView() {
  const { measured, measuring, problem } = useProfile();
  const noModel = useNoModel();
  const documentId = useDocument(({ id }) => id);
  if (measured?.documentId === documentId) return <Measurement key={`${measured.sessionKey} ${measured.backend}`} measured={measured} problem={problem} />;
  if (noModel) return <Empty title={noModel.title}>{noModel.text}</Empty>;
  return (
    <Empty title={measuring ? 'Measuring…' : 'Where does the time of a step go?'}>
      {problem ?? 'Takes a second or two. Training waits meanwhile and then goes on; the weights stay as they are.'}
      <span className={styles.start}>
        <MeasureButton again={problem !== null} />
      </span>
    </Empty>
  );
}

function Measurement({ measured: { profile, sessionKey, backend }, problem }: { readonly measured: Measured; readonly problem: string | null }) {
  const [room, setRoom] = useState<Room>('operations');
  const [wanted, setWanted] = useState<PlayerProfile['player'] | null>(null);
  const names = useStudio(({ document }) => document.training.players);
  const nameOf = useNodeNames();
  const marks = useMarks();
  const stale = useTraining(({ model }) => model !== null && (model.sessionKey !== sessionKey || model.backend !== backend));
  const player = profile.players.find(({ player: name }) => name === wanted) ?? profile.players.at(-1)!;
  const note = problem ?? (stale ? 'The model or the backend has changed since. Measure again.' : timingNote(profile));
  const choose = (name: PlayerProfile['player']): void => {
    setWanted(name);
    marks.select(null);
    marks.hover(null);
  };
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <MeasureButton again />
        <div className={styles.group} role="group" aria-label="What is shown">
          {rooms.map(({ id, title }) => (
            <button key={id} type="button" className={controls.button} aria-pressed={room === id} onClick={() => setRoom(id)}>
              {title}
            </button>
          ))}
        </div>
        {profile.players.length > 1 && (
          <div className={styles.group} role="group" aria-label="Whose update">
            {profile.players.map(({ player: name }) => (
              <button key={name} type="button" className={controls.button} aria-pressed={name === player.player} onClick={() => choose(name)}>
                {names[name]?.name ?? name}
              </button>
            ))}
          </div>
        )}
        <p className={styles.note} data-warn={stale || problem !== null || undefined} title={note}>
          {note}
        </p>
        <CopyFigures text={() => `${backend}, after ${profile.step.toLocaleString('en')} steps\n${printProfile(profile, { nameOf })}\n`} />
      </div>
      <ProfileFigures profile={profile} player={player} />
      {room === 'operations' ? (
        <div className={styles.main}>
          <OperationTable operations={player.operations} peak={profile.peak} nameOf={nameOf} marks={marks} />
          {player.memory && player.memory.values.length > 0 && <MemoryPicture memory={player.memory} operations={player.operations} nameOf={nameOf} marks={marks} />}
        </div>
      ) : (
        <PlanColumns player={player} marks={marks} />
      )}
    </div>
  );
}

function CopyFigures({ text }: { text(): string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (error) {
      notify('The browser did not allow copying.', { tone: 'bad', description: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <IconButton label={copied ? 'Copied' : 'Copy the figures as text'} size="small" onClick={() => void copy()}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </IconButton>
  );
}
