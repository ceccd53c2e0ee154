/** What stands around every view: its controls, and in place of a picture the reason why there is none. */
'use client';
import type { ReactNode } from 'react';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { useTraining } from '@/components/training/use-training';
import type { ViewState } from '@/components/training/view-feed';
import styles from './view-frame.module.css';

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children && <p>{children}</p>}
    </div>
  );
}

/** Why the worker has nothing to show at all, or null when a model is open. */
export function useNoModel(): { readonly title: string; readonly text: string } | null {
  return useTraining(({ model, opening, problem }) => {
    if (model) return null;
    if (opening) return preparing;
    return problem ? problemText(problem) : waiting;
  });
}
const preparing = { title: 'Preparing the model…', text: 'The graph is compiled and the backends are tried.' };
const waiting = { title: 'Nothing to look at yet', text: 'Finish the graph and load its data; the model is then ready to look into, trained or not.' };
const problems = new Map<string, { title: string; text: string }>();
function problemText(text: string) {
  const known = problems.get(text) ?? { title: 'The model could not be opened', text };
  problems.set(text, known);
  return known;
}

type Kind = ViewResult['kind'];
interface ViewFrameProps<K extends Kind> {
  readonly state: ViewState;
  readonly kind: K;
  readonly controls?: ReactNode;
  children(result: ViewResult & { readonly kind: K }): ReactNode;
}
export function ViewFrame<K extends Kind>({ state, kind, controls, children }: ViewFrameProps<K>) {
  const noModel = useNoModel();
  const { result, error } = state;
  const body = (): ReactNode => {
    if (result && result.kind === kind) return children(result as ViewResult & { readonly kind: K });
    if (result?.kind === 'none') return <Empty title="Not in this graph">{result.reason}</Empty>;
    if (error) return <Empty title="This view failed">{error}</Empty>;
    if (noModel) return <Empty title={noModel.title}>{noModel.text}</Empty>;
    return <Empty title="Looking…" />;
  };
  return (
    <div className={styles.frame}>
      {controls && <div className={styles.controls}>{controls}</div>}
      <div className={styles.body} tabIndex={0}>
        {body()}
      </div>
    </div>
  );
}
