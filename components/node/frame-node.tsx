/** A frame: a titled area behind nodes. It is moved by its title, and what lies in it moves along. */
import { NodeResizer, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { dispatch, useDocument } from '@/components/studio-state';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { frameColor, frameColors } from './frame-colors';
import { InlineText } from './inline-text';
import styles from './frame-node.module.css';

export const FrameNode = memo(function FrameNode({ id, selected }: NodeProps<CanvasNode>) {
  const frame = useDocument(({ frames }) => frames[id]);
  const editing = useCanvas(({ editing }) => editing === id);
  if (!frame) return null;
  return (
    <section className={styles.frame} data-selected={selected || undefined} style={{ '--frame': frameColor(frame.color) } as React.CSSProperties} data-testid={`frame-${id}`}>
      <NodeResizer
        isVisible={selected}
        minWidth={160}
        minHeight={96}
        lineClassName={styles.line}
        handleClassName={styles.grip}
        onResizeEnd={(_event, { x, y, width, height }) => dispatch('setFrame', { frame: id, set: { position: { x, y }, width, height } })}
      />
      <header className={`${styles.title} frame-handle`}>
        <span id={`label-${id}`} className="visually-hidden">
          Frame {frame.title}
        </span>
        <InlineText
          value={frame.title || 'Frame'}
          label="Title of the frame"
          editing={editing}
          className={styles.name!}
          onStart={() => setCanvas({ editing: id })}
          onEnd={(title) => {
            setCanvas({ editing: null });
            if (title !== null && title.trim() !== frame.title) dispatch('setFrame', { frame: id, set: { title: title.trim() } });
          }}
        />
        {selected && !editing && (
          <span className={`${styles.colors} nodrag`} role="group" aria-label="Colour of the frame">
            {Object.entries(frameColors).map(([name, value]) => (
              <button
                key={name}
                type="button"
                tabIndex={-1}
                className={styles.color}
                style={{ background: value }}
                aria-label={name}
                aria-pressed={frame.color === name}
                onClick={(event) => {
                  event.stopPropagation();
                  dispatch('setFrame', { frame: id, set: { color: name } });
                }}
              />
            ))}
          </span>
        )}
      </header>
    </section>
  );
});
