/** The stack edited on the node itself: each layer goes up, down or away, and the search adds one behind it. */
import { ArrowDown, ArrowUp, Plus, X, type LucideIcon } from 'lucide-react';
import type { MouseEvent } from 'react';
import { setCanvas } from '@/components/canvas-state/canvas-state';
import { toCanvas } from '@/components/canvas-state/canvas-view';
import { announce, dispatch, select } from '@/components/studio-state';
import styles from './layer-tools.module.css';

interface ToolProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly disabled?: boolean;
  readonly act: (event: MouseEvent<HTMLElement>) => void;
}
const Tool = ({ label, icon: Icon, disabled, act }: ToolProps) => (
  <button
    type="button"
    tabIndex={-1}
    className={`${styles.tool} nodrag`}
    aria-label={label}
    title={label}
    disabled={disabled}
    onClick={(event) => {
      event.stopPropagation();
      act(event);
    }}
  >
    <Icon size={12} aria-hidden />
  </button>
);

export interface LayerToolsProps {
  readonly node: string;
  readonly layer: string;
  readonly title: string;
  readonly index: number;
  readonly count: number;
}

export function LayerTools({ node, layer, title, index, count }: LayerToolsProps) {
  const move = (to: number): void => {
    if (dispatch('moveLayer', { node, layer, index: to }).ok) announce(`${title} is layer ${to + 1} of ${count}.`);
  };
  return (
    <span className={styles.tools}>
      <Tool label={`Move ${title} up`} icon={ArrowUp} disabled={index === 0} act={() => move(index - 1)} />
      <Tool label={`Move ${title} down`} icon={ArrowDown} disabled={index === count - 1} act={() => move(index + 1)} />
      <Tool
        label={`Add a layer behind ${title}`}
        icon={Plus}
        act={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          select({ nodes: [node], layer: { node, layer } });
          setCanvas({ search: { x: left, y: bottom + 4, at: toCanvas(left, bottom) } });
        }}
      />
      <Tool label={`Remove ${title}`} icon={X} act={() => void dispatch('removeLayer', { node, layers: [layer] })} />
    </span>
  );
}
