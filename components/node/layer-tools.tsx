/** At the end of a layer's line on the card: the search adds one behind it, and it goes away. All else is in its form. */
import { Plus, X, type LucideIcon } from 'lucide-react';
import type { MouseEvent } from 'react';
import { addBehind, removeLayer, type LayerPlace } from './layer-acts';
import styles from './layer-tools.module.css';

interface ToolProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly act: (event: MouseEvent<HTMLElement>) => void;
}
const Tool = ({ label, icon: Icon, act }: ToolProps) => (
  <button
    type="button"
    tabIndex={-1}
    className={`${styles.tool} nodrag`}
    aria-label={label}
    title={label}
    onClick={(event) => {
      event.stopPropagation();
      act(event);
    }}
  >
    <Icon size={12} aria-hidden />
  </button>
);

export function LayerTools(place: LayerPlace) {
  const { title } = place;
  return (
    <span className={styles.tools}>
      <Tool label={`Add a layer behind ${title}`} icon={Plus} act={({ currentTarget }) => addBehind(place, currentTarget)} />
      <Tool label={`Remove ${title}`} icon={X} act={() => removeLayer(place)} />
    </span>
  );
}
