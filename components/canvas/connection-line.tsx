/** The wire under the pointer: in its colour, and with the reason while it is over a port that does not fit. */
import { useConnection, useStore, type ConnectionLineComponentProps } from '@xyflow/react';
import { getStudio } from '@/components/studio-state';
import { portStyles } from '@/components/node/port-style';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { wirePath } from './wire-path';
import { portKey } from '@/components/canvas-state/port-key';
import styles from './connection-line.module.css';

/** Pixels of the window. */
const reasonWidth = 260;

export function ConnectionLine({ fromX, fromY, toX, toY, fromHandle }: ConnectionLineComponentProps<CanvasNode>) {
  const wiring = useCanvas(({ wiring }) => wiring);
  const toHandle = useConnection((connection) => connection.toHandle);
  const zoom = useStore(({ transform }) => transform[2]);
  const nearEdge = useStore(({ transform, width }) => toX * transform[2] + transform[0] > width - reasonWidth - 32);
  const backwards = fromHandle.type === 'target';
  const { d } = backwards ? wirePath(toX, toY, fromX, fromY) : wirePath(fromX, fromY, toX, toY);
  const from = wiring?.from;
  const { nodes } = getStudio().analysis;
  const analysis = from ? nodes[from.node] : undefined;
  const tag = from && (from.side === 'output' ? (analysis?.types[from.port]?.tag ?? analysis?.outputs.find(({ id }) => id === from.port)?.gives[0]) : analysis?.inputs.find(({ id }) => id === from.port)?.accepts[0]);
  const reason = toHandle?.id ? wiring?.verdicts[portKey({ node: toHandle.nodeId, port: toHandle.id, side: toHandle.type === 'target' ? 'input' : 'output' })] : undefined;
  const color = reason ? 'var(--error)' : tag ? portStyles[tag].color : 'var(--border-control)';
  return (
    <g>
      <path d={d} className={styles.line} style={{ stroke: color }} data-refused={reason ? true : undefined} data-snapped={reason === null || undefined} />
      <circle cx={toX} cy={toY} r={4.5} fill={color} />
      {reason && (
        <g transform={`translate(${toX} ${toY}) scale(${1 / zoom})`}>
          <foreignObject x={nearEdge ? -reasonWidth - 16 : 16} y={12} width={reasonWidth} height={120} className={styles.outside}>
            <p className={styles.reason}>{reason}</p>
          </foreignObject>
        </g>
      )}
    </g>
  );
}
