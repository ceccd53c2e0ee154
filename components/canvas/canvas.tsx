/** The canvas: React Flow between the document and the hand. It draws ids; each node and wire looks up its own rest. */
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, SelectionMode, useReactFlow, type EdgeTypes, type NodeProps, type NodeTypes } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode, type ComponentType } from 'react';
import { announce, dispatch, useStudio } from '@/components/studio-state';
import { useFollowedItem } from '@/components/studio-state/followed';
import { keepCalm } from '@/components/training/calm';
import { isBusy, stepsTaken, useTraining } from '@/components/training/use-training';
import { NodeCard } from '@/components/node/node-card';
import { AddSearch, prepareSearch } from './add-search';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import { movedByHand, setCanvasView, toCanvas } from '@/components/canvas-state/canvas-view';
import { bendWire } from './bend-wire';
import { ConnectDialog } from './connect-dialog';
import { ConnectionLine } from './connection-line';
import { EmptyCanvas } from './empty-canvas';
import type { CanvasEdge, CanvasNode } from '@/components/canvas-state/flow-model';
import { gridSize } from '@/components/canvas-state/geometry';
import { HelperLines } from './helper-lines';
import { CanvasMap } from './canvas-map';
import { manyNodes } from '@/components/canvas-state/many-nodes';
import { RefusalBubble } from './refusal-bubble';
import { TipLayer } from './tip-layer';
import { useConnect } from './use-connect';
import { useDrag } from './use-drag';
import { useFitOnOpen } from './use-fit-on-open';
import { useRefit } from './use-refit';
import { useFlow } from './use-flow';
import { useMenus } from './use-menus';
import { WireEdge } from './wire';
import { BandLayer, WireBands } from './wire-band';
import { hoverWire, leaveWire } from './wire-hover';
import { endReach } from './wire-pill';
import { WiringHint } from './wiring-hint';
import { useScreenPixel, useZoomLevel } from '@/components/canvas-state/zoom-level';
import styles from './canvas.module.css';

/** Fetched when something travels for the first time. */
const TravelLayer = lazy(() => import('./travel/travel-layer'));

/** Fetched when the first of them is drawn: many a graph has none. */
function later(load: () => Promise<ComponentType<NodeProps<CanvasNode>>>): ComponentType<NodeProps<CanvasNode>> {
  const Drawn = lazy(async () => ({ default: await load() }));
  return (props) => (
    <Suspense fallback={null}>
      <Drawn {...props} />
    </Suspense>
  );
}
const FrameNode = later(async () => (await import('@/components/node/frame-node')).FrameNode);
const GroupNode = later(async () => (await import('@/components/node/group-node')).GroupNode);
const NoteNode = later(async () => (await import('@/components/node/note-node')).NoteNode);
const nodeTypes: NodeTypes = { card: NodeCard, frame: FrameNode, group: GroupNode, note: NoteNode };
const edgeTypes: EdgeTypes = { wire: WireEdge };
const snapGrid: [number, number] = [gridSize, gridSize];
const several = ['Shift', 'Meta', 'Control'];

/** `children` lie over the graph. */
export interface CanvasProps {
  readonly children?: ReactNode;
}

const onEdgeMouseEnter = (_event: unknown, edge: CanvasEdge): void => hoverWire(edge.id);

/** With Alt, a click takes the wire away. */
const onEdgeClick = (event: React.MouseEvent, edge: CanvasEdge): void => {
  if (event.altKey && dispatch('disconnect', { wires: [edge.id] }).ok) announce('Wire deleted.');
};

const onEdgeDoubleClick = ({ clientX, clientY }: React.MouseEvent, edge: CanvasEdge): void => bendWire(edge.id, toCanvas(clientX, clientY));

function Stage({ children, onBands }: CanvasProps & { readonly onBands: (layer: SVGSVGElement | null) => void }) {
  const element = useRef<HTMLDivElement>(null);
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const { nodes, edges, onNodesChange, onNodeClick, onEdgesChange, gestures } = useFlow();
  const drag = useDrag(gestures);
  const { cancelTap, ...connect } = useConnect();
  const menus = useMenus();
  const snap = useCanvas((state) => state.snap);
  const wheelZooms = useCanvas((state) => state.wheelZooms);
  const locked = useStudio(({ readOnly }) => readOnly !== null);
  const level = useZoomLevel();
  const pixel = useScreenPixel();
  const running = useTraining(isBusy);
  const outdated = useTraining((state) => state.outdated && stepsTaken(state) > 0);
  const travels = useTravels();
  useFitOnOpen(nodes.length);
  useRefit();
  useEffect(() => {
    if (element.current) setCanvasView({ flow, element: element.current });
    return () => setCanvasView(null);
  }, [flow]);

  const openSearch = (event: React.MouseEvent): void => {
    if (locked || !(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
    setCanvas({ search: { x: event.clientX, y: event.clientY, at: toCanvas(event.clientX, event.clientY) } });
  };
  return (
    <div
      ref={element}
      className={styles.canvas}
      data-canvas
      data-testid="graph"
      tabIndex={0}
      role="application"
      aria-label="Graph"
      aria-describedby="canvas-help"
      data-far={level}
      data-many={nodes.length > manyNodes || undefined}
      data-running={running || undefined}
      data-outdated={outdated || undefined}
      onPointerEnter={prepareSearch}
      onFocusCapture={prepareSearch}
      onDoubleClick={openSearch}
      style={{ '--screen-pixel': pixel } as React.CSSProperties}
      onPointerDownCapture={(event) => {
        if (!locked && event.button === 0 && event.shiftKey && (event.ctrlKey || event.metaKey) && event.target instanceof Element && event.target.closest('.react-flow__pane')) {
          // Neither a selection nor a pan begins.
          event.preventDefault();
          event.stopPropagation();
          const [canvas, from] = [event.currentTarget, { x: event.clientX, y: event.clientY }];
          void import('./cut-wires').then(({ cutWires }) => cutWires(canvas, from));
        }
        const inside = event.target instanceof Element && event.target.closest('.react-flow__renderer');
        if (inside && !element.current?.contains(document.activeElement)) element.current?.focus({ preventScroll: true });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancelTap();
        setCanvas({ tip: null });
      }}
      {...menus.touch}
    >
      <p id="canvas-help" className="visually-hidden">
        Arrow keys move what is selected. Brackets walk along the wires. C draws a wire. L goes to the layers of a node. Tab searches a node to add; Tab again leaves the canvas.
      </p>
      <ReactFlow<CanvasNode, CanvasEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeClick={onNodeClick}
        onEdgesChange={onEdgesChange}
        {...drag}
        {...connect}
        {...menus.handlers}
        onEdgeClick={onEdgeClick}
        onEdgeDoubleClick={onEdgeDoubleClick}
        onEdgeMouseEnter={onEdgeMouseEnter}
        onEdgeMouseLeave={leaveWire}
        onSelectionStart={gestures.onSelectionStart}
        onSelectionEnd={gestures.onSelectionEnd}
        onPaneClick={cancelTap}
        onMoveStart={(event) => {
          if (event) movedByHand();
          setCanvas({ tip: null });
        }}
        onMove={keepCalm}
        connectionLineComponent={ConnectionLine}
        connectionRadius={32}
        connectionDragThreshold={4}
        reconnectRadius={endReach}
        nodeDragThreshold={2}
        snapToGrid={snap}
        snapGrid={snapGrid}
        nodesDraggable={!locked}
        nodesConnectable={!locked}
        edgesReconnectable={!locked}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        multiSelectionKeyCode={several}
        selectionMode={SelectionMode.Partial}
        panOnScroll={!wheelZooms}
        panOnScrollSpeed={1}
        zoomOnDoubleClick={false}
        minZoom={0.1}
        maxZoom={2.5}
        zIndexMode="manual"
        elevateNodesOnSelect={false}
        onlyRenderVisibleElements={nodes.length > manyNodes}
        attributionPosition="top-right"
      >
        <Background variant={BackgroundVariant.Dots} gap={gridSize} size={1.4} color="var(--canvas-dot)" />
        <WireBands onLayer={onBands} />
        <HelperLines />
        <CanvasMap />
        <Suspense fallback={null}>{travels && <TravelLayer />}</Suspense>
      </ReactFlow>
      <span className="canvas-end" tabIndex={-1} />
      <EmptyCanvas />
      <WiringHint />
      {children}
      <AddSearch />
      <ConnectDialog />
      <TipLayer />
      <RefusalBubble />
    </div>
  );
}

/** From the first run or the first choice of an item on. */
function useTravels(): boolean {
  const running = useTraining(isBusy);
  const chosen = useFollowedItem() !== null;
  const [travels, setTravels] = useState(false);
  if (!travels && (running || chosen)) setTravels(true);
  return travels;
}

export function Canvas({ children }: CanvasProps) {
  const [bands, setBands] = useState<SVGSVGElement | null>(null);
  return (
    <ReactFlowProvider>
      <BandLayer value={bands}>
        <Stage onBands={setBands}>{children}</Stage>
      </BandLayer>
    </ReactFlowProvider>
  );
}
