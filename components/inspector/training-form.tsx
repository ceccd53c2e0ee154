/** How the document is trained: the run, its schedule, and who learns. One player alone has no name to be told by. */
import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { playersOf } from '@/graph-engine/document/players';
import type { Fields } from '@/graph-engine/document/fields';
import { scheduleFields, trainingFields } from '@/graph-engine/document/training-fields';
import type { Params, ParamValue } from '@/graph-engine/document/types';
import { playerColors } from '@/components/ui/player-colors';
import { dispatch, useDocument, useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { useTraining } from '@/components/training/use-training';
import { FieldForm } from '@/components/fields/field-form';
import { PlayerFields } from './player-fields';
import { Section } from './section';
import styles from './inspector.module.css';
import forms from './player-form.module.css';

/** Stages say how long a run is. */
const { epochs: _epochs, minSteps: _minSteps, ...stagedFields } = trainingFields;
const PlayerForm = lazy(async () => ({ default: (await import('./player-form')).PlayerForm }));
const StagesForm = lazy(async () => ({ default: (await import('./stages-form')).StagesForm }));

function commit(part: 'schedule' | null, field: string, value: ParamValue): string | null {
  const result = dispatch('setTraining', part === null ? { [field]: value } : { [part]: { [field]: value } }, { quiet: true });
  return result.ok ? null : result.reason;
}

export function TrainingForm() {
  const training = useDocument((document) => document.training);
  const readOnly = useStudio(({ readOnly }) => readOnly !== null);
  const { schedule, players: _players, stages: _stages, ...run } = training;
  const taken = useTraining(({ progress }) => progress?.epochs ?? 0);
  const stages = Object.keys(training.stages).length;
  const players = playersOf(training);
  const colors = playerColors(training);
  const form = (fields: Fields, params: Params, part: 'schedule' | null) => (
    <FieldForm fields={fields} params={[params]} disabled={readOnly} onCommit={(field, value) => commit(part, field, value)} />
  );
  const add = (
    <Button variant="quiet" size="small" disabled={readOnly} onClick={() => dispatch('addPlayer', {})} title="Who learns apart from the others, by an optimizer of its own">
      <Plus aria-hidden /> Add player
    </Button>
  );
  return (
    <>
      <Section title="Training">
        <div className={forms.stacked}>
          {stages === 0 && taken > training.epochs && (
            <p className={styles.help}>
              This run takes {taken} epochs: {training.epochs} would be fewer than the {training.minSteps.toLocaleString('en')} steps that it takes at least.
            </p>
          )}
          {form(stages === 0 ? trainingFields : stagedFields, run, null)}
          {players.length === 1 && <PlayerFields player={players[0]!} disabled={readOnly} />}
          {form(scheduleFields, { ...schedule }, 'schedule')}
          {(players.length === 1 || stages === 0) && (
            <div className={forms.adding}>
              {players.length === 1 && add}
              {stages === 0 && (
                <Button variant="quiet" size="small" disabled={readOnly} onClick={() => dispatch('addStage', {})} title="Parts of a run: who learns what, and for how long">
                  <Plus aria-hidden /> Add stage
                </Button>
              )}
            </div>
          )}
        </div>
      </Section>
      {players.length > 1 && (
        <Section title="Players" aside={add}>
          <div className={forms.stacked}>
            <p className={styles.help}>Each learns its own nodes; in a step their turns come in this order. The last one’s loss is the run’s.</p>
            <Suspense fallback={null}>
              {players.map((player) => (
                <PlayerForm key={player.id} player={player} color={colors.get(player.id)!.color} />
              ))}
            </Suspense>
          </div>
        </Section>
      )}
      {stages > 0 && (
        <Suspense fallback={null}>
          <StagesForm />
        </Suspense>
      )}
    </>
  );
}
