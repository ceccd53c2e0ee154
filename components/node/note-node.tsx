/** A note: plain text on the canvas. */
import { NodeResizer, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import { dispatch, useDocument } from '@/components/studio-state';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import styles from './note-node.module.css';

export const NoteNode = memo(function NoteNode({ id, selected }: NodeProps<CanvasNode>) {
  const note = useDocument(({ notes }) => notes[id]);
  const editing = useCanvas(({ editing }) => editing === id);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (editing) field.current?.focus();
  }, [editing]);
  if (!note) return null;
  return (
    <div className={styles.note} data-selected={selected || undefined} data-testid={`note-${id}`} onDoubleClick={() => setCanvas({ editing: id })}>
      <NodeResizer
        isVisible={selected && !editing}
        minWidth={120}
        minHeight={56}
        lineClassName={styles.line}
        handleClassName={styles.grip}
        onResizeEnd={(_event, { x, y, width, height }) => dispatch('setNote', { note: id, set: { position: { x, y }, width, height } })}
      />
      <span id={`label-${id}`} className="visually-hidden">
        Note: {note.text || 'empty'}
      </span>
      {editing ? (
        <textarea
          ref={field}
          className={`${styles.text} ${styles.field} nodrag nopan nowheel`}
          aria-label="Text of the note"
          value={note.text}
          maxLength={20_000}
          onChange={(event) => dispatch('setNote', { note: id, set: { text: event.target.value } }, { merge: `note ${id}` })}
          onBlur={() => setCanvas({ editing: null })}
          onDoubleClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            const node = event.currentTarget.closest<HTMLElement>('.react-flow__node');
            setCanvas({ editing: null });
            node?.focus({ preventScroll: true });
          }}
        />
      ) : (
        <p className={styles.text}>{note.text || <span className={styles.empty}>Double-click to write.</span>}</p>
      )}
    </div>
  );
});
