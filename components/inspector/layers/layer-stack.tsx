/** The layers of a node, in the order they run: its own, to be edited in place, or the mirror of another node's. */
import { nodeOf } from '@/graph-engine/nodes/registry';
import { useStudio } from '@/components/studio-state';
import { Section } from '../section';
import { LayersTogether } from './layers-together';
import { MirrorStack } from './mirror-stack';
import { OwnStack } from './own-stack';
import styles from './layers.module.css';

export function LayerStack({ id }: { readonly id: string }) {
  const node = useStudio(({ document }) => document.nodes[id]);
  const count = useStudio(({ analysis, document }) => analysis.nodes[id]?.stack?.layers.length ?? Object.keys(document.nodes[id]?.layers ?? {}).length);
  if (!node) return null;
  const field = nodeOf(node.kind)?.traits.mirror;
  const target = field === undefined ? null : node.params[field];
  return (
    <Section title="Layers" aside={<span className={styles.count}>{count}</span>}>
      {field !== undefined && typeof target === 'string' ? <MirrorStack id={id} field={field} target={target} /> : <OwnStack id={id} />}
      <LayersTogether ids={[id]} />
    </Section>
  );
}
