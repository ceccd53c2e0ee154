/** The foot of a node: the shapes it gives and how many parameters it holds. */
import { printShape } from '@/graph-engine/document/shape';
import { useAnalysis } from '@/components/studio-state';
import { PortForm } from './port-form';
import styles from './node-card.module.css';

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const exact = new Intl.NumberFormat('en');

export function NodeFooter({ id }: { readonly id: string }) {
  const analysis = useAnalysis(({ nodes }) => nodes[id]);
  const outputs = (analysis?.outputs ?? []).flatMap((port) => {
    const type = analysis?.types[port.id];
    return type ? [{ id: port.id, type }] : [];
  });
  const parameters = analysis?.parameters ?? 0;
  if (outputs.length === 0 && parameters === 0) return null;
  return (
    <footer className={styles.footer}>
      <ul className={styles.outputs}>
        {outputs.map(({ id: port, type }) => (
          <li key={port} className={styles.shape}>
            <PortForm tag={type.tag} size={9} />
            {printShape(type.shape)}
          </li>
        ))}
      </ul>
      {parameters > 0 && (
        <span className={styles.parameters} title={`${exact.format(parameters)} parameters`}>
          {short.format(parameters)} <span className="visually-hidden">parameters</span>
          <span aria-hidden>params</span>
        </span>
      )}
    </footer>
  );
}
