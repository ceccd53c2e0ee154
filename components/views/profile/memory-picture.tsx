/** The memory plan as a picture: operations to the right, bytes upwards, a rectangle for the life of every value. */
'use client';
import { memo, useMemo, useRef, useState, type PointerEvent } from 'react';
import { bytesText, phaseNames } from '@/graph-engine/training/profile/figures';
import type { MemoryPlan, PlacedValue, ProfiledOperation } from '@/graph-engine/training/profile/types';
import { useSize } from '../use-size';
import { boxesOf, valueAt, type Box } from './memory-boxes';
import styles from './memory-picture.module.css';
import type { Marks } from './use-marks';

interface MemoryPictureProps {
  readonly memory: MemoryPlan;
  readonly operations: readonly ProfiledOperation[];
  readonly nameOf: (node: string) => string;
  readonly marks: Marks;
}

const shapeText = (shape: readonly number[]): string => (shape.length === 0 ? 'one number' : shape.join('×'));
const lifeText = ({ first, last }: PlacedValue): string => (first === last ? `operation ${first}` : `operations ${first}–${last}`);

export function MemoryPicture({ memory, operations, nameOf, marks }: MemoryPictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [at, setAt] = useState<{ readonly value: number; readonly x: number; readonly y: number } | null>(null);
  const { values, workspaceBytes } = memory;
  const boxes = useMemo(() => boxesOf(values, { width, height, operations: operations.length, bytes: workspaceBytes }), [values, width, height, operations, workspaceBytes]);
  const touched = marks.marked === null ? null : new Set(operations[marks.marked]!.touches);
  const point = (event: PointerEvent): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const value = valueAt(boxes, x, y);
    setAt(value === null ? null : { value, x, y });
    marks.hover(value === null ? null : Math.min(operations.length - 1, Math.floor((x / width) * operations.length)));
  };
  const leave = (): void => {
    setAt(null);
    marks.hover(null);
  };
  const said = words(marks.marked, operations, values);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.head}>
        <output title={said}>{said}</output>
        <small>{bytesText(workspaceBytes)}</small>
      </figcaption>
      <div ref={box} className={styles.plot}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`Memory plan: ${values.length} values in a workspace of ${bytesText(workspaceBytes)} over ${operations.length} operations`}
          data-dimmed={touched ? true : undefined}
          onPointerMove={point}
          onPointerLeave={leave}
          onClick={() => at && marks.select(values[at.value]!.first)}
        >
          {marks.marked !== null && <rect className={styles.column} x={(marks.marked * width) / operations.length} width={Math.max(1, width / operations.length)} y={0} height={height} />}
          <Rectangles boxes={boxes} values={values} />
          <g className={styles.touched}>{touched && [...touched].map((value) => <Rectangle key={value} box={boxes[value]!} phase={values[value]!.phase} />)}</g>
          {at && <Rectangle box={boxes[at.value]!} phase={values[at.value]!.phase} pointed />}
        </svg>
        {at && <Bubble value={values[at.value]!} x={at.x} y={at.y} width={width} height={height} nameOf={nameOf} />}
      </div>
      <div className={styles.axis} aria-hidden>
        <span>operation 0</span>
        <span>{operations.length - 1}</span>
      </div>
    </figure>
  );
}

/** What the marked operation reads and writes in the workspace. */
function words(marked: number | null, operations: readonly ProfiledOperation[], values: readonly PlacedValue[]): string {
  if (marked === null) return 'Memory plan';
  const { name, touches } = operations[marked]!;
  const list = touches.map((value) => `${values[value]!.name} ${bytesText(values[value]!.bytes)}`).join(', ');
  return `${marked} ${name}: ${list || 'nothing in the workspace'}`;
}

function Rectangle({ box: { x, y, width, height }, phase, pointed = false }: { readonly box: Box; readonly phase: PlacedValue['phase']; readonly pointed?: boolean }) {
  return <rect x={x} y={y} width={width} height={height} data-phase={phase} data-pointed={pointed || undefined} />;
}
/** Drawn once for a size: there may be hundreds. */
const Rectangles = memo(({ boxes, values }: { readonly boxes: readonly Box[]; readonly values: readonly PlacedValue[] }) => (
  <g className={styles.values}>
    {boxes.map((box, i) => (
      // eslint-disable-next-line react/no-array-index-key -- values have no other name than their position
      <Rectangle key={i} box={box} phase={values[i]!.phase} />
    ))}
  </g>
));

interface BubbleProps {
  readonly value: PlacedValue;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly nameOf: (node: string) => string;
}
function Bubble({ value, x, y, width, height, nameOf }: BubbleProps) {
  const side = x > width / 2 ? { right: width - x + 12 } : { left: x + 12 };
  const level = y > height / 2 ? { bottom: height - y + 8 } : { top: y + 8 };
  return (
    <div className={styles.bubble} style={{ ...side, ...level }} aria-hidden>
      <b>
        {value.name} <span>{shapeText(value.shape)}</span>
      </b>
      <span>
        {bytesText(value.bytes)} at {value.offset.toLocaleString('en')}
      </span>
      <span>{lifeText(value)}</span>
      <span>
        {phaseNames[value.phase]}
        {value.node !== null && `, ${nameOf(value.node)}`}
      </span>
    </div>
  );
}
