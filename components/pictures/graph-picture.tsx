/** A small picture of a document's graph: each node as wide open as the tensors that enter and leave it, so that the hourglass shows. */
import { useMemo } from 'react';
import { analyseUncured } from '@/graph-engine/analysis/look';
import type { PortType } from '@/graph-engine/document/port-type';
import { sizeOf } from '@/graph-engine/document/shape';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { nodeOf } from '@/graph-engine/nodes/registry';

const column = 158;
const row = 176;
const width = 104;
const margin = 14;
/** Between columns, and between rows, of a drawing on the canvas: no less is taken for one, and no more. */
const apart = { x: [200, 340], y: [220, 400] } as const;
/** The smallest distance that is one between columns or rows, so that neighbours stand side by side without touching. */
function spacing(places: readonly number[], [least, most]: readonly [number, number]): number {
  const sorted = places.toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((place, i) => place - sorted[i]!);
  return Math.min(most, ...gaps.filter((gap) => gap >= least));
}

/** Twice as many values open the shape by a constant amount. */
const opening = (type: PortType | null | undefined): number | null => (type ? 34 + 12.5 * Math.log2(Math.max(1, sizeOf(type.shape))) : null);

function layout(document: HourglassDocument) {
  const analysis = analyseUncured(document);
  const wires = Object.values(document.wires);
  const list = Object.values(document.nodes);
  const x0 = Math.min(...list.map(({ position }) => position.x));
  const y0 = Math.min(...list.map(({ position }) => position.y));
  const grid = { x: spacing(list.map(({ position }) => position.x), apart.x), y: spacing(list.map(({ position }) => position.y), apart.y) };
  const shapes = new Map(
    list.map((node) => {
      const into = wires.filter(({ to }) => to.node === node.id).map(({ id }) => opening(analysis.wires[id]));
      const out = wires.filter(({ from }) => from.node === node.id).map(({ id }) => opening(analysis.wires[id]));
      const first = into.find((size) => size !== null) ?? out.find((size) => size !== null) ?? 60;
      const left = into.find((size) => size !== null) ?? first;
      const right = out.find((size) => size !== null) ?? first;
      return [node.id, { node, x: ((node.position.x - x0) / grid.x) * column, y: ((node.position.y - y0) / grid.y) * row, left, right }];
    }),
  );
  const spots = [...shapes.values()];
  const below = wires.some(({ from, to }) => (shapes.get(to.node)?.x ?? 0) - (shapes.get(from.node)?.x ?? 0) > column * 1.6) ? 34 : 0;
  const half = Math.max(...spots.map(({ left, right }) => Math.max(left, right))) / 2;
  return {
    spots,
    paths: wires.flatMap(({ id, from, to }) => {
      const [a, b] = [shapes.get(from.node), shapes.get(to.node)];
      if (!a || !b) return [];
      const [ax, bx] = [a.x + width, b.x];
      const jumps = bx - ax > column;
      const [ay, by] = jumps ? [a.y + a.right / 2 - 10, b.y + b.left / 2 - 10] : [a.y, b.y];
      const dip = jumps ? half * 0.62 + 30 : 0;
      const bend = Math.max(24, Math.abs(bx - ax) / (jumps ? 5 : 2));
      return [{ id, tag: analysis.wires[id]?.tag ?? 'features', path: `M${ax} ${ay}C${ax + bend} ${ay + dip} ${bx - bend} ${by + dip} ${bx} ${by}` }];
    }),
    box: {
      top: -half - margin,
      width: Math.max(...spots.map(({ x }) => x)) + width + margin * 2,
      height: Math.max(...spots.map(({ y }) => y)) + half * 2 + margin * 2 + 34 + below,
    },
  };
}

export function GraphPicture({ document, className }: { readonly document: HourglassDocument; readonly className?: string | undefined }) {
  const { spots, paths, box } = useMemo(() => layout(document), [document]);
  return (
    <svg className={className} viewBox={`${-margin} ${box.top} ${box.width} ${box.height}`} aria-hidden preserveAspectRatio="xMidYMid meet">
      {paths.map(({ id, path, tag }) => (
        <path key={id} d={path} fill="none" stroke={`var(--port-${tag})`} strokeWidth="5" opacity="0.75" />
      ))}
      {spots.map(({ node, x, y, left, right }) => {
        const color = `var(--category-${nodeOf(node.kind)?.category ?? 'wiring'})`;
        return (
          <g key={node.id} transform={`translate(${x} ${y})`}>
            <path
              d={`M0 ${-left / 2}L${width} ${-right / 2}V${right / 2}L0 ${left / 2}Z`}
              fill={`color-mix(in srgb, ${color} 22%, var(--surface-raised))`}
              stroke={color}
              strokeWidth="4"
              strokeLinejoin="round"
            />
            <text x={width / 2} y={Math.max(left, right) / 2 + 30} textAnchor="middle" fontSize="26" fill="var(--text-muted)">
              {node.name.length > 11 ? `${node.name.slice(0, 10)}…` : node.name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
