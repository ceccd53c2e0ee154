/** Nothing selected: the problems of the document, how it is trained, and its nodes as a list. */
import { CircleCheck } from 'lucide-react';
import { counted } from '@/graph-engine/diagnostics/counted';
import { useStudio } from '@/components/studio-state';
import { useFault } from '@/components/training/use-fault';
import { DiagnosticCard } from '@/components/diagnostics/diagnostic-card';
import { goTo } from '@/components/diagnostics/go-to';
import { GraphOutline } from './graph-outline';
import { Section } from './section';
import { TrainingForm } from './training-form';
import styles from './inspector.module.css';

export function DocumentInspector() {
  const { name, count, parameters, found } = useStudio(({ document, analysis }) => ({
    name: document.name,
    count: Object.keys(document.nodes).length,
    parameters: analysis.parameters,
    found: analysis.diagnostics,
  }));
  const fault = useFault();
  const diagnostics = fault ? [fault, ...found] : found;
  return (
    <>
      <header className={styles.header}>
        <p className={styles.kind}>Document</p>
        <h2 className={styles.title}>{name}</h2>
        <p className={styles.help}>
          {counted(count, 'node')}, {parameters.toLocaleString('en')} parameters
        </p>
      </header>
      <Section title="Problems" aside={<span className={styles.count}>{diagnostics.length || ''}</span>}>
        {diagnostics.length === 0 ? (
          <p className={styles.sound}>
            <CircleCheck aria-hidden /> The graph is sound and can be trained.
          </p>
        ) : (
          <div className={styles.problemList} data-testid="problem-list">
            {diagnostics.map((diagnostic, index) => (
              <DiagnosticCard key={index} diagnostic={diagnostic} onGo={() => goTo(diagnostic.at)} />
            ))}
          </div>
        )}
      </Section>
      <TrainingForm />
      <GraphOutline />
    </>
  );
}
