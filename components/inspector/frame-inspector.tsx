/** A frame: what it is, and which ports its card shows besides those where wires cross its border. */
import { Ungroup } from 'lucide-react';
import { openGroups } from '@/components/canvas-state/open-groups';
import { crossingPorts, heldBy } from '@/components/canvas-state/collapsed';
import { portKey } from '@/components/canvas-state/port-key';
import type { Frame, HourglassDocument, PortEnd } from '@/graph-engine/document/types';
import { dispatch, select, useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { Section } from './section';
import styles from './inspector.module.css';

/** Where wires cross the border they are shown in any case. */
const isChosen = ({ ports }: Frame, port: PortEnd): boolean => ports.some((one) => portKey(one) === portKey(port));
function choose(document: HourglassDocument, frame: Frame, port: PortEnd): void {
  const ports = isChosen(frame, port) ? frame.ports.filter((one) => portKey(one) !== portKey(port)) : [...frame.ports, port];
  dispatch('setFrame', { frame: frame.id, set: { ports } });
}

export function FrameInspector({ id }: { readonly id: string }) {
  const { document, analysis, readOnly } = useStudio((studio) => ({ document: studio.document, analysis: studio.analysis, readOnly: studio.readOnly !== null }));
  const frame = document.frames[id];
  if (!frame) return null;
  const held = heldBy(document, frame).flatMap((node) => document.nodes[node] ?? []);
  const crossing = new Set(crossingPorts(document, new Set(held.map((node) => node.id))).map(portKey));
  return (
    <>
      <header className={styles.header}>
        <p className={styles.kind}>{frame.holds ? 'Group' : 'Frame'}</p>
        <h2 className={styles.title}>{frame.title || 'Frame'}</h2>
        <p className={styles.help}>{frame.holds ? 'One card that stands for what it holds. A double click opens it in place.' : 'What lies in it moves along. Collapsed, it is one card with the ports where wires cross its border.'}</p>
      </header>
      {frame.holds && (
        <div className={styles.actions}>
          <Button disabled={readOnly} onClick={() => openGroups([id])}>
            <Ungroup aria-hidden /> Open in place
          </Button>
        </div>
      )}
      {frame.holds && (
        <Section title="Inside">
          <ul className={styles.outline}>
            {held.map(({ id: node, name }) => {
              const ports = [...(analysis.nodes[node]?.inputs ?? []).map((port) => ({ ...port, side: 'input' as const })), ...(analysis.nodes[node]?.outputs ?? []).map((port) => ({ ...port, side: 'output' as const }))];
              return (
                <li key={node}>
                  <button type="button" className={styles.outlineRow} onClick={() => select({ nodes: [node] })}>
                    <span>{name}</span>
                  </button>
                  {ports.map(({ id: port, label, side }) => {
                    const end: PortEnd = { node, port, side };
                    const isCrossing = crossing.has(portKey(end));
                    return (
                      <label key={portKey(end)} className={styles.portChoice}>
                        <input type="checkbox" checked={isCrossing || isChosen(frame, end)} disabled={readOnly || isCrossing} onChange={() => choose(document, frame, end)} />
                        {side === 'input' ? 'Input' : 'Output'} {label}
                        {isCrossing && <small> wired across the border</small>}
                      </label>
                    );
                  })}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
    </>
  );
}
