/** Colours the outline of a node that has an error; apart from the card, so that the card need not follow the analysis. */
import { useAnalysis } from '@/components/studio-state';
import { useFault } from '@/components/training/use-fault';
import styles from './node-card.module.css';

export function NodeProblemMark({ id }: { readonly id: string }) {
  const failing = useAnalysis(({ nodes }) => nodes[id]?.diagnostics.some(({ severity }) => severity === 'error') ?? false);
  const notFinite = useFault()?.at.node === id;
  return failing || notFinite ? <span className={styles.failing} aria-hidden /> : null;
}
