/** Drawing, moving and dropping wires by pointer and by tap. */
import { useStoreApi, type Connection, type FinalConnectionState, type HandleType, type IsValidConnection, type OnConnectStartParams } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { WireId } from '@/graph-engine/document/types';
import { announce, dispatch, getStudio } from '@/components/studio-state';
import { getCanvas, setCanvas, type PortEnd, type Wiring } from '@/components/canvas-state/canvas-state';
import { toCanvas } from '@/components/canvas-state/canvas-view';
import { endAt } from '@/components/canvas-state/collapsed';
import type { CanvasEdge } from '@/components/canvas-state/flow-model';
import { portKey } from '@/components/canvas-state/port-key';
import { refusalOf } from '@/components/canvas-state/refusal';
import { beginWiring, candidatesFor, drawWire, ends, endWiring } from '@/components/canvas-state/wiring';

const endOf = ({ nodeId, handleId, handleType }: OnConnectStartParams): PortEnd | null =>
  nodeId && handleId && handleType ? endAt(nodeId, handleId, handleType) : null;

const pointOf = (event: MouseEvent | TouchEvent): { x: number; y: number } => {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
};

/** The ends of a wire as it is drawn. */
const beginOf = ({ source, sourceHandle }: Connection | CanvasEdge): PortEnd => endAt(source, sourceHandle ?? '', 'source');
const targetOf = ({ target, targetHandle }: Connection | CanvasEdge): PortEnd => endAt(target, targetHandle ?? '', 'target');

/** Says at the pointer why the wire may not end at `aim`; false where it may. */
function refuseAt(event: MouseEvent | TouchEvent, wiring: Pick<Wiring, 'from' | 'moving'> | null, aim: PortEnd): boolean {
  const refusal = refusalOf(getStudio().document, wiring, aim);
  if (!refusal) return false;
  setCanvas({ refused: { ...pointOf(event), ...refusal } });
  announce(`This wire does not fit. ${refusal.reason} ${refusal.instead}`.trim(), { urgent: true });
  return true;
}

/** Dropped beside a port: the node under the pointer takes the wire at its first fitting port; the free canvas offers nodes. */
function dropElsewhere(event: MouseEvent | TouchEvent, from: PortEnd, moving?: WireId): void {
  const { x, y } = pointOf(event);
  const hit = document.elementFromPoint(x, y);
  const node = hit?.closest<HTMLElement>('.react-flow__node-card')?.dataset.id;
  if (node !== undefined) {
    const candidates = candidatesFor(getStudio().document, from, moving).filter(({ end }) => end.node === node);
    const open = candidates.find(({ reason, isMeant }) => reason === null && isMeant) ?? candidates.find(({ reason }) => reason === null);
    if (open && moving === undefined) drawWire(from, open.end);
    else if (node !== from.node && candidates[0]) refuseAt(event, { from, moving }, candidates[0].end);
  } else if (moving !== undefined) {
    if (dispatch('disconnect', { wires: [moving] }).ok) announce('Wire deleted.');
  } else if (hit?.closest('.react-flow__pane')) {
    setCanvas({ search: { x, y, at: toCanvas(x, y), from } });
  }
}

export function useConnect() {
  const moving = useRef<WireId | undefined>(undefined);
  const store = useStoreApi();
  return useMemo(() => {
    const refuse = (event: MouseEvent | TouchEvent, { toHandle }: FinalConnectionState, from: PortEnd): boolean => Boolean(toHandle?.id) && refuseAt(event, { from, moving: moving.current }, endAt(toHandle!.nodeId, toHandle!.id!, toHandle!.type));
    const cancelTap = (): void => {
      if (store.getState().connectionClickStartHandle) store.setState({ connectionClickStartHandle: null });
      endWiring();
    };
    return {
      cancelTap,
      isValidConnection: ((connection) => {
        const { wiring } = getCanvas();
        return wiring !== null && wiring.verdicts[portKey(wiring.from.side === 'output' ? targetOf(connection) : beginOf(connection))] === null;
      }) as IsValidConnection<CanvasEdge>,
      onConnect(connection: Connection) {
        drawWire(beginOf(connection), targetOf(connection));
      },
      onConnectStart(_event: MouseEvent | TouchEvent, params: OnConnectStartParams) {
        const end = endOf(params);
        if (end) beginWiring(end, moving.current);
      },
      onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState) {
        const from = getCanvas().wiring?.from;
        if (from && moving.current === undefined && !state.isValid && !refuse(event, state, from)) dropElsewhere(event, from);
        endWiring();
      },
      onClickConnectStart(_event: MouseEvent | TouchEvent, params: OnConnectStartParams) {
        const end = endOf(params);
        if (end) beginWiring(end);
      },
      onClickConnectEnd(event: MouseEvent | TouchEvent) {
        const handle = event.target instanceof Element ? event.target.closest<HTMLElement>('.react-flow__handle') : null;
        const { nodeid, handleid } = handle?.dataset ?? {};
        if (handle && nodeid && handleid) refuseAt(event, getCanvas().wiring, endAt(nodeid, handleid, handle.classList.contains('target') ? 'target' : 'source'));
        endWiring();
      },
      onReconnectStart(_event: unknown, edge: CanvasEdge) {
        moving.current = edge.id;
      },
      onReconnect(edge: CanvasEdge, connection: Connection) {
        dispatch('reconnect', { wire: edge.id, ...ends(beginOf(connection), targetOf(connection)) });
      },
      onReconnectEnd(event: MouseEvent | TouchEvent, edge: CanvasEdge, fixed: HandleType, state: FinalConnectionState) {
        const from = fixed === 'source' ? beginOf(edge) : targetOf(edge);
        if (!state.isValid && !refuse(event, state, from)) dropElsewhere(event, from, edge.id);
        moving.current = undefined;
        endWiring();
      },
    };
  }, [store]);
}
