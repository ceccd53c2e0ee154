/** The wire under the pointer: in its colour, and with the reason while it is over a port that does not fit. */
import { useMemo } from 'react';
import { useConnection, useStore, type ConnectionLineComponentProps } from '@xyflow/react';
import { getStudio } from '@/components/studio-state';
import { portStyles } from '@/components/node/port-style';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import type { CanvasNode } from '@/components/canvas-state/flow-model';
import { wirePath } from './wire-path';
import { endAt } from '@/components/canvas-state/collapsed';
import { portKey } from '@/components/canvas-state/port-key';
import { refusalOf } from '@/components/canvas-state/refusal';
import { bubbleWidth, RefusalWords } from './refusal-bubble';
import styles from './connection-line.module.css';

export function ConnectionLine({ fromX, fromY, toX, toY, fromHandle }: ConnectionLineComponentProps<CanvasNode>) {
  const wiring = useCanvas(({ wiring }) => wiring);
  const toHandle = useConnection((connection) => connection.toHandle);
  const zoom = useStore(({ transform }) => transform[2]);
  const nearEdge = useStore(({ transform, width }) => toX * transform[2] + transform[0] > width - bubbleWidth - 32);
  const backwards = fromHandle.type === 'target';
  const { d } = backwards ? wirePath(toX, toY, fromX, fromY) : wirePath(fromX, fromY, toX, toY);
  const from = wiring?.from;
  const { nodes } = getStudio().analysis;
  const analysis = from ? nodes[from.node] : undefined;
  const tag = from && (from.side === 'output' ? (analysis?.types[from.port]?.tag ?? analysis?.outputs.find(({ id }) => id === from.port)?.gives[0]) : analysis?.inputs.find(({ id }) => id === from.port)?.accepts[0]);
  const aim = toHandle?.id ? endAt(toHandle.nodeId, toHandle.id, toHandle.type) : null;
  const key = aim && portKey(aim);
  const verdict = key === null ? undefined : wiring?.verdicts[key];
  // Not at every move of the pointer: what to take instead asks all ports.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key names the port
  const refusal = useMemo(() => (aim ? refusalOf(getStudio().document, wiring, aim) : null), [key, wiring]);
  const color = refusal ? 'var(--error)' : tag ? portStyles[tag].color : 'var(--border-control)';
  return (
    <g>
      <path d={d} className={styles.line} style={{ stroke: color }} data-refused={refusal ? true : undefined} data-snapped={verdict === null || undefined} />
      <circle cx={toX} cy={toY} r={4.5} fill={color} />
      {refusal && (
        <g transform={`translate(${toX} ${toY}) scale(${1 / zoom})`}>
          <foreignObject x={nearEdge ? -bubbleWidth - 16 : 16} y={12} width={bubbleWidth} height={120} className={styles.outside}>
            <RefusalWords {...refusal} />
          </foreignObject>
        </g>
      )}
    </g>
  );
}
