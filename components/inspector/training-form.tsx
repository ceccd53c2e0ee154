/** How the document is trained: run, optimizers, schedule. The critic's part shows only where there is a critic. */
import type { Fields } from '@/graph-engine/document/fields';
import { optimizerFields, scheduleFields, trainingFields } from '@/graph-engine/document/training-fields';
import type { Params, ParamValue } from '@/graph-engine/document/types';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { dispatch, useStudio } from '@/components/studio-state';
import { FieldForm } from './fields/field-form';
import { Section } from './section';
import styles from './inspector.module.css';

type Part = 'optimizer' | 'criticOptimizer' | 'schedule' | null;

function commit(part: Part, field: string, value: ParamValue): string | null {
  const result = dispatch('setTraining', part === null ? { [field]: value } : { [part]: { [field]: value } }, { quiet: true });
  return result.ok ? null : result.reason;
}

const { criticSteps, ...runFields } = trainingFields;
const critic: Fields = { criticSteps };

export function TrainingForm() {
  const training = useStudio(({ document }) => document.training);
  const readOnly = useStudio(({ readOnly }) => readOnly !== null);
  const hasCritic = useStudio(({ document }) => Object.values(document.nodes).some(({ kind }) => nodeOf(kind)?.traits.player === 'critic'));
  const { optimizer, criticOptimizer, schedule, ...run } = training;
  const form = (fields: Fields, params: Params, part: Part) => (
    <FieldForm fields={fields} params={[params]} disabled={readOnly} onCommit={(field, value) => commit(part, field, value)} />
  );
  return (
    <>
      <Section title="Training">
        <div className={styles.stacked}>
          {form(runFields, run, null)}
          {form(optimizerFields, { ...optimizer }, 'optimizer')}
          {form(scheduleFields, { ...schedule }, 'schedule')}
        </div>
      </Section>
      {hasCritic && (
        <Section title="Critic">
          <div className={styles.stacked}>
            {form(critic, run, null)}
            {form(optimizerFields, { ...criticOptimizer }, 'criticOptimizer')}
          </div>
        </Section>
      )}
    </>
  );
}
