/** One port: its form, its label, what travels through it, and what it says while a wire is being drawn. */
import { Handle, Position } from '@xyflow/react';
import { memo, type PointerEvent } from 'react';
import { printPortType, rangeNames, type PortTag, type PortType } from '@/graph-engine/document/port-type';
import type { InputPort, OutputPort } from '@/graph-engine/nodes/definition';
import { setCanvas, useCanvas, type Side } from '@/components/canvas-state/canvas-state';
import { portKey } from '@/components/canvas-state/port-key';
import { PortForm } from './port-form';
import { portStyles } from './port-style';
import styles from './port.module.css';

export interface PortProps {
  readonly node: string;
  readonly side: Side;
  readonly port: InputPort | OutputPort;
  /** What travels through it now, where that is known. */
  readonly type: PortType | null;
  readonly wired: boolean;
  readonly failing: boolean;
  /** Of a card that stands for the node; else that of the port. */
  readonly handle?: string;
}

const tagsOf = (port: InputPort | OutputPort): readonly PortTag[] => ('accepts' in port ? port.accepts : port.gives);

/** The exact type in words: `data [batch, 28, 28, 1], from 0 to 1`. */
export function describeType(type: PortType): string {
  const more = type.tag === 'data' ? `, ${rangeNames[type.range]}${type.corrupted ? ', corrupted' : ''}` : type.tag === 'indices' ? `, ${type.classes} classes` : '';
  return `${printPortType(type)}${more}`;
}

/** Where wires end on a node that is not drawn whole. */
export const BarePort = memo(function BarePort({ side, port }: { readonly side: Side; readonly port: string }) {
  return (
    <div className={`${styles.port} ${side === 'input' ? styles.input : styles.output}`}>
      <Handle type={side === 'input' ? 'target' : 'source'} id={port} position={side === 'input' ? Position.Left : Position.Right} className={styles.handle} />
    </div>
  );
});

export const Port = memo(function Port({ node, side, port, type, wired, failing, handle = port.id }: PortProps) {
  const key = portKey({ node, port: port.id, side });
  const state = useCanvas(({ wiring }) => (!wiring ? 'idle' : portKey(wiring.from) === key ? 'from' : wiring.verdicts[key] === null ? 'open' : 'closed'));
  const tags = tagsOf(port);
  const tag = type?.tag ?? tags[0] ?? 'features';
  const optional = 'optional' in port && port.optional;
  const what = type ? describeType(type) : `${side === 'input' ? 'takes' : 'gives'} ${tags.join(' or ')}`;

  const showTip = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return;
    const { left, right, top, height } = event.currentTarget.getBoundingClientRect();
    setCanvas({
      tip: {
        x: side === 'input' ? left : right,
        y: top + height / 2,
        side: side === 'input' ? 'left' : 'right',
        title: `${portStyles[tag].glyph} ${port.label}${optional ? ' (optional)' : ''}`,
        lines: [what, port.help],
      },
    });
  };
  return (
    <div className={`${styles.port} ${side === 'input' ? styles.input : styles.output}`} data-state={state} data-failing={failing || undefined}>
      <Handle
        type={side === 'input' ? 'target' : 'source'}
        id={handle}
        position={side === 'input' ? Position.Left : Position.Right}
        className={styles.handle}
        role="button"
        tabIndex={-1}
        aria-label={`${side === 'input' ? 'Input' : 'Output'} ${port.label}, ${what}${wired ? ', wired' : ''}`}
        data-testid={`port-${node}-${port.id}`}
        data-side={side}
        onPointerEnter={showTip}
        onPointerLeave={() => setCanvas({ tip: null })}
      >
        <PortForm tag={tag} filled={wired} />
      </Handle>
      <span className={styles.label}>
        {port.label}
        {optional && !wired && <span className={styles.optional}> optional</span>}
      </span>
    </div>
  );
});
