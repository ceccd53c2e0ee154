/** A collapsed frame: one card with the ports where wires cross its border. It is opened in place. */
import type { NodeProps } from '@xyflow/react';
import { Maximize2 } from 'lucide-react';
import { memo } from 'react';
import { dispatch, useAnalysis, useDocument } from '@/components/studio-state';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import { handleOf, heldBy, portsOfGroup } from '@/components/canvas-state/collapsed';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { openGroups } from '@/components/canvas-state/open-groups';
import { counted } from '@/graph-engine/diagnostics/counted';
import type { PortEnd } from '@/graph-engine/document/types';
import { frameColor } from './frame-colors';
import { InlineText } from './inline-text';
import { Port } from './port';
import { useMovedPorts } from './use-moved-ports';
import cards from './node-card.module.css';
import styles from './group-node.module.css';

function GroupPort({ end: { node: id, port, side } }: { readonly end: PortEnd }) {
  const name = useDocument(({ nodes }) => nodes[id]?.name ?? id);
  const isWired = useDocument(({ wires }) => Object.values(wires).some(({ from, to }) => ((at) => at.node === id && at.port === port)(side === 'input' ? to : from)));
  const analysis = useAnalysis(({ nodes }) => nodes[id]);
  const found = (side === 'input' ? analysis?.inputs : analysis?.outputs)?.find((one) => one.id === port);
  const label = `${name} · ${found?.label ?? port}`;
  const known = found ? { ...found, label } : { id: port, label, help: 'This port is no longer there.', ...(side === 'input' ? { accepts: [] } : { gives: [] }) };
  return <Port node={id} side={side} port={known as typeof known & { gives: [] }} handle={handleOf({ node: id, port })} type={(side === 'output' && analysis?.types[port]) || null} wired={isWired} failing={false} />;
}

export const GroupNode = memo(function GroupNode({ id, selected }: NodeProps<CanvasNode>) {
  const frame = useDocument(({ frames }) => frames[id]);
  const held = useDocument((document) => heldBy(document, document.frames[id]).length);
  const listed = useDocument((document) => JSON.stringify(portsOfGroup(document, id)));
  const editing = useCanvas((state) => state.editing === id);
  const parameters = useAnalysis(({ nodes }) => (frame?.holds ?? []).reduce((sum, node) => sum + (nodes[node]?.parameters ?? 0), 0));
  const problems = useAnalysis(({ nodes }) => (frame?.holds ?? []).reduce((sum, node) => sum + (nodes[node]?.diagnostics.filter(({ severity }) => severity === 'error').length ?? 0), 0));
  useMovedPorts(id, listed);
  if (!frame) return null;
  const ports = JSON.parse(listed) as readonly PortEnd[];
  const open = (): void => openGroups([id]);
  const column = (side: PortEnd['side']) => (
    <div className={cards.portColumn}>
      {ports.filter((port) => port.side === side).map((port) => <GroupPort key={`${port.node} ${port.port}`} end={port} />)}
    </div>
  );
  return (
    <section
      className={styles.group}
      data-selected={selected || undefined}
      data-failing={problems > 0 || undefined}
      style={{ '--frame': frameColor(frame.color) } as React.CSSProperties}
      data-testid={`group-${id}`}
      onDoubleClick={open}
    >
      <header className={styles.title}>
        <span id={`label-${id}`} className="visually-hidden">
          {frame.title || 'Frame'}, collapsed, {held} inside{problems > 0 ? `, ${counted(problems, 'error')}` : ''}
        </span>
        <InlineText
          value={frame.title || 'Frame'}
          label="Title of the frame"
          editing={editing}
          className={cards.name!}
          onStart={() => setCanvas({ editing: id })}
          onEnd={(title) => {
            setCanvas({ editing: null });
            if (title !== null && title.trim() !== frame.title) dispatch('setFrame', { frame: id, set: { title: title.trim() } });
          }}
        />
        <button type="button" tabIndex={-1} className={`${cards.fold} nodrag`} aria-label={`Open ${frame.title || 'frame'}`} onClick={open}>
          <Maximize2 size={13} aria-hidden />
        </button>
      </header>
      <div className={cards.ports}>
        {column('input')}
        {column('output')}
      </div>
      <footer className={styles.foot}>
        {held} inside{parameters > 0 && `, ${parameters.toLocaleString('en')} parameters`}
        {problems > 0 && <strong>{`${counted(problems, 'error')} inside`}</strong>}
      </footer>
    </section>
  );
});
