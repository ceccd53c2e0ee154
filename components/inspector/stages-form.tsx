/** The stages of a run, in their order: who learns what, for how long, and what starts as a copy of what. */
import { Plus } from 'lucide-react';
import { stagesOf } from '@/graph-engine/document/stages';
import { dispatch, useDocument, useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { Section } from './section';
import { StageForm } from './stage-form';
import styles from './inspector.module.css';
import forms from './player-form.module.css';

export function StagesForm() {
  const training = useDocument((document) => document.training);
  const readOnly = useStudio(({ readOnly }) => readOnly !== null);
  const add = (
    <Button variant="quiet" size="small" disabled={readOnly} onClick={() => dispatch('addStage', {})}>
      <Plus aria-hidden /> Add stage
    </Button>
  );
  return (
    <Section title="Stages" aside={add}>
      <div className={forms.stacked}>
        <p className={styles.help}>They are run one after the other; each keeps its best weights, and optimizers begin anew.</p>
        {stagesOf(training).map((stage) => (
          <StageForm key={stage.id} stage={stage} />
        ))}
      </div>
    </Section>
  );
}
