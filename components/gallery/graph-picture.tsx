/** A small picture of a document's graph: nodes by category, wires by what travels on them. */
import { useMemo } from 'react';
import { analyse } from '@/graph-engine/analysis/analyse';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { nodeOf } from '@/graph-engine/nodes/registry';
import styles from './gallery.module.css';

const width = 150;
const height = 62;
const scale = 0.62;
const margin = 22;

export function GraphPicture({ document }: { readonly document: HourglassDocument }) {
  const { nodes, wires, box } = useMemo(() => {
    const analysis = analyse(document);
    const list = Object.values(document.nodes);
    const x0 = Math.min(...list.map(({ position }) => position.x));
    const y0 = Math.min(...list.map(({ position }) => position.y));
    const placed = new Map(list.map((node) => [node.id, { node, x: (node.position.x - x0) * scale, y: (node.position.y - y0) * scale * 0.42 }]));
    const spots = [...placed.values()];
    return {
      nodes: spots,
      wires: Object.values(document.wires).flatMap((wire) => {
        const from = placed.get(wire.from.node);
        const to = placed.get(wire.to.node);
        if (!from || !to) return [];
        const inputs = analysis.nodes[wire.to.node]?.inputs ?? [];
        const place = (inputs.findIndex(({ id }) => id === wire.to.port) + 1) / (inputs.length + 1);
        const outputs = analysis.nodes[wire.from.node]?.outputs ?? [];
        const leave = (outputs.findIndex(({ id }) => id === wire.from.port) + 1) / (outputs.length + 1);
        const [ax, ay, bx, by] = [from.x + width, from.y + height * leave, to.x, to.y + height * place];
        const bend = Math.max(30, Math.abs(bx - ax) / 2);
        const tag = analysis.wires[wire.id]?.tag ?? 'features';
        return [{ id: wire.id, path: `M${ax} ${ay}C${ax + bend} ${ay} ${bx - bend} ${by} ${bx} ${by}`, tag }];
      }),
      box: {
        width: Math.max(...spots.map(({ x }) => x)) + width + margin * 2,
        height: Math.max(...spots.map(({ y }) => y)) + height + margin * 2,
      },
    };
  }, [document]);
  return (
    <svg className={styles.picture} viewBox={`${-margin} ${-margin} ${box.width} ${box.height}`} aria-hidden preserveAspectRatio="xMidYMid meet">
      {wires.map(({ id, path, tag }) => (
        <path key={id} d={path} fill="none" stroke={`var(--port-${tag})`} strokeWidth="4" />
      ))}
      {nodes.map(({ node, x, y }) => (
        <g key={node.id} transform={`translate(${x} ${y})`}>
          <rect width={width} height={height} rx="12" fill="var(--surface-raised)" stroke="var(--border-strong)" strokeWidth="2" />
          <path d={`M0 14V12a12 12 0 0 1 12-12H${width - 12}a12 12 0 0 1 12 12V14Z`} fill={`var(--category-${nodeOf(node.kind)?.category ?? 'wiring'})`} />
          <text x={width / 2} y={height / 2 + 16} textAnchor="middle" fontSize="21" fill="var(--text)">
            {node.name.length > 13 ? `${node.name.slice(0, 12)}…` : node.name}
          </text>
        </g>
      ))}
    </svg>
  );
}
