/** The inputs and outputs of a node: what they take, what comes in, and from where. */
import { printPortType, rangeNames, type PortTag, type PortType } from '@/graph-engine/document/port-type';
import { portStyles } from '@/components/node/port-style';
import { select, useStudio } from '@/components/studio-state';
import { Section } from './section';
import styles from './node-ports.module.css';

function Mark({ tag }: { readonly tag: PortTag }) {
  const { color, path } = portStyles[tag];
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" aria-hidden style={{ color }}>
      <path d={path} fill="currentColor" />
    </svg>
  );
}

/** What the shape does not say. */
const manner = (type: PortType): string =>
  type.tag === 'data' ? `${rangeNames[type.range]}${type.corrupted ? ', corrupted' : ''}` : type.tag === 'indices' ? `${type.classes} classes` : '';

export function NodePorts({ id }: { readonly id: string }) {
  const { analysis, types } = useStudio(({ analysis }) => ({ analysis: analysis.nodes[id], types: analysis.wires }));
  const ends = useStudio(({ document }) => Object.values(document.wires).filter(({ from, to }) => from.node === id || to.node === id));
  const names = useStudio(({ document }) => ends.map(({ from, to }) => document.nodes[from.node === id ? to.node : from.node]?.name ?? ''));
  if (!analysis) return null;
  const links = (side: 'from' | 'to', port: string) =>
    ends.flatMap((wire, index) => (wire[side].node === id && wire[side].port === port ? [{ wire, name: names[index] ?? '' }] : []));
  const row = (side: 'from' | 'to', port: { readonly id: string; readonly label: string; readonly help: string }, tags: readonly PortTag[], optional: boolean) => {
    const linked = links(side, port.id);
    const type = side === 'from' ? analysis.types[port.id] : linked.map(({ wire }) => types[wire.id]).find(Boolean);
    const told = type ? printPortType(type) : `${side === 'to' ? 'takes ' : 'gives '}${tags.join(', ')}`;
    return (
      <li key={port.id} className={styles.port} title={port.help}>
        <Mark tag={type?.tag ?? tags[0] ?? 'data'} />
        <span className={styles.portLabel}>{port.label}</span>
        <code className={styles.portType} title={told}>
          {told}
        </code>
        <span className={styles.portLinks}>
          {linked.map(({ wire, name }) => (
            <button key={wire.id} type="button" onClick={() => select({ wires: [wire.id] })}>
              {side === 'from' ? '→ ' : '← '}
              {name}
            </button>
          ))}
          {type && <span>{manner(type)}</span>}
          {linked.length === 0 && <span>{optional ? 'not connected, optional' : 'not connected'}</span>}
        </span>
      </li>
    );
  };
  return (
    <Section title="Ports">
      <ul className={styles.ports}>
        {analysis.inputs.map((port) => row('to', port, port.accepts, port.optional ?? false))}
        {analysis.outputs.map((port) => row('from', port, port.gives, true))}
      </ul>
    </Section>
  );
}
