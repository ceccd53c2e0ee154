/** One stage: its name and length, and by lists who learns, which terms count and what is frozen. */
import { ArrowUp, Play, Trash2 } from 'lucide-react';
import { stagesOf } from '@/graph-engine/document/stages';
import { playersOf } from '@/graph-engine/document/players';
import { stageFields } from '@/graph-engine/document/training-fields';
import type { Stage } from '@/graph-engine/document/types';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { dispatch, useDocument, useStudio } from '@/components/studio-state';
import { reportFault } from '@/components/studio-state/messages';
import { trainStage } from '@/components/training/controller';
import { isBusy, useTraining } from '@/components/training/use-training';
import { Button } from '@/components/ui/button';
import { FieldForm } from '@/components/fields/field-form';
import { StageCopies } from './stage-copies';
import { StageList } from './stage-list';
import styles from './inspector.module.css';
import forms from './player-form.module.css';

export function StageForm({ stage }: { readonly stage: Stage }) {
  const readOnly = useStudio(({ readOnly }) => readOnly !== null);
  const busy = useTraining(isBusy);
  const training = useDocument((document) => document.training);
  const { drawn, analysed } = useStudio(({ document, analysis }) => ({ drawn: document.nodes, analysed: analysis.nodes }));
  const nodes = Object.values(drawn).map(({ id, name, kind }) => ({ id, name, traits: nodeOf(kind)?.traits, learns: (analysed[id]?.parameters ?? 0) > 0 }));
  const set = (change: Partial<Omit<Stage, 'id'>>): string | null => {
    const result = dispatch('setStage', { stage: stage.id, set: change }, { quiet: true });
    return result.ok ? null : result.reason;
  };
  const before = stagesOf(training);
  const place = before.findIndex(({ id }) => id === stage.id);
  const earlier = (): void => {
    const [next, previous] = [before[place - 1]!, before[place - 2]];
    set({ order: previous ? (previous.order + next.order) / 2 : next.order - 1 });
  };
  const { epochs, steps, name } = stage;
  return (
    <div className={forms.player} data-testid={`stage-${stage.id}`} role="group" aria-label={`Stage ${name}`}>
      <div className={forms.playerHead}>
        <small className={styles.count}>{place + 1}</small>
        <input className={forms.playerName} aria-label="Stage name" defaultValue={name} key={name} readOnly={readOnly} maxLength={200} onBlur={({ target }) => (target.value.trim() && target.value !== name ? set({ name: target.value.trim() }) : (target.value = name))} />
        <Button variant="quiet" size="small" disabled={busy} onClick={() => void trainStage(stage.id).catch(reportFault)} aria-label={`Train ${name} alone`} title="Train this stage alone, from the weights as they are">
          <Play aria-hidden />
        </Button>
        <Button variant="quiet" size="small" disabled={readOnly || place === 0} onClick={earlier} aria-label={`Move ${name} up`} title="Earlier">
          <ArrowUp aria-hidden />
        </Button>
        <Button variant="quiet" size="small" disabled={readOnly} onClick={() => dispatch('removeStage', { stage: stage.id })} aria-label={`Remove ${name}`} title="Remove">
          <Trash2 aria-hidden />
        </Button>
      </div>
      <FieldForm fields={stageFields} params={[{ epochs, steps }]} disabled={readOnly} onCommit={(field, value) => set({ [field]: value })} />
      {Object.keys(training.players).length > 1 && <StageList title="Who learns" all="Everybody" items={playersOf(training)} chosen={stage.players} disabled={readOnly} change={(players) => set({ players })} />}
      <StageList title="Losses" all="All terms" items={nodes.filter(({ traits }) => traits?.objective || traits?.preview === 'code-map' || traits?.preview === 'code-use')} chosen={stage.losses} disabled={readOnly} change={(losses) => set({ losses })} />
      <StageList title="Frozen" all="None" items={nodes.filter(({ learns }) => learns)} chosen={stage.frozen} disabled={readOnly} change={(frozen) => set({ frozen })} />
      <StageCopies stage={stage} disabled={readOnly} change={(copies) => set({ copies })} />
    </div>
  );
}
