/** The picture of a document as SVG, by itself: nodes with what they set, wires, frames and notes, each where it was drawn. */
import { readParams } from '../../document/fields';
import type { Position, GraphNode, HourglassDocument } from '../../document/types';
import { layersOf } from '../../document/types';
import { layerOf } from '../../layers/registry';
import { nodeOf } from '../../nodes/registry';
import { escaped } from './escape';

const WIDTH = 210;
const HEAD = 30;
const LINE = 17;
const MARGIN = 24;
/** Layers that are listed of a stack. */
const MOST_LAYERS = 9;
/** Letters that go into a card. */
const LETTERS = 30;

/** Colours stand in the sheet of whoever shows it; by itself the drawing has these. */
const sheet = `<style>svg.drawing{--card:#fff;--line:#c0c5cb;--ink:#1a1d21;--faint:#626871;--data:#1668b8;--network:#4a5568;--code:#a8470f;--objective:#b6246a;--wiring:#626871;--regularisation:#4a5568;font:500 13px ui-sans-serif,system-ui,sans-serif}@media (prefers-color-scheme:dark){svg.drawing{--card:#212329;--line:#3b3e47;--ink:#eceae6;--faint:#98958e;--data:#6cb4f8;--network:#8e9aae;--code:#f2a25c;--objective:#f583b3;--wiring:#98958e;--regularisation:#8e9aae}}</style>`;

const short = (text: string, most = LETTERS): string => escaped(text.length > most ? `${text.slice(0, most - 1)}…` : text);

interface Card {
  readonly node: GraphNode;
  readonly lines: readonly string[];
  readonly height: number;
}
function cardOf(node: GraphNode): Card {
  const definition = nodeOf(node.kind);
  const summary = definition?.summary(readParams(definition.fields, node.params) as never) ?? '';
  const layers = layersOf(node).map(({ kind, params }) => {
    const layer = layerOf(kind);
    return layer ? `${layer.title} ${layer.summary(readParams(layer.fields, params) as never)}`.trim() : kind;
  });
  const listed = layers.length > MOST_LAYERS ? [...layers.slice(0, MOST_LAYERS - 1), `… and ${layers.length - MOST_LAYERS + 1} more`] : layers;
  const lines = [...(summary ? [summary] : []), ...listed];
  return { node, lines, height: HEAD + Math.max(1, lines.length) * LINE + 10 };
}

function wirePath(from: Position, to: Position): string {
  const bend = Math.max(30, Math.abs(to.x - from.x) / 2);
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}

/** A whole SVG element with its size and colours. */
export function drawingOf(document: HourglassDocument): string {
  const cards = new Map(Object.values(document.nodes).map((node) => [node.id, cardOf(node)]));
  const boxes = [
    ...[...cards.values()].map(({ node: { position }, height }) => ({ ...position, width: WIDTH, height })),
    ...Object.values(document.frames).map(({ position, width, height }) => ({ ...position, width, height })),
    ...Object.values(document.notes).map(({ position, width, height }) => ({ ...position, width, height })),
  ];
  if (boxes.length === 0) return '';
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)) - MARGIN, Math.min(...boxes.map(({ y }) => y)) - MARGIN];
  const [right, bottom] = [Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN, Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN];
  const frames = Object.values(document.frames).map(
    ({ title, position: { x, y }, width, height }) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="none" stroke="var(--line)" stroke-dasharray="6 4"/><text x="${x + 10}" y="${y + 20}" fill="var(--faint)">${short(title, 60)}</text>`,
  );
  const notes = Object.values(document.notes).map(
    ({ text, position: { x, y }, width }) =>
      text
        .split('\n')
        .slice(0, 8)
        .map((line, i) => `<text x="${x + 8}" y="${y + 20 + i * LINE}" fill="var(--faint)" font-size="12">${short(line, Math.max(12, Math.floor(width / 7)))}</text>`)
        .join(''),
  );
  const wires = Object.values(document.wires).flatMap(({ from, to }) => {
    const [a, b] = [cards.get(from.node), cards.get(to.node)];
    if (!a || !b) return [];
    const inputs = Object.values(document.wires).filter((wire) => wire.to.node === to.node);
    const place = (inputs.findIndex((wire) => wire.to.port === to.port) + 1) / (inputs.length + 1);
    const start = { x: a.node.position.x + WIDTH, y: a.node.position.y + HEAD + (a.height - HEAD) / 2 };
    return [`<path d="${wirePath(start, { x: b.node.position.x, y: b.node.position.y + HEAD + (b.height - HEAD) * place })}" fill="none" stroke="var(--faint)" stroke-width="1.6"/>`];
  });
  const nodes = [...cards.values()].map(({ node, lines, height }) => {
    const { x, y } = node.position;
    const category = nodeOf(node.kind)?.category ?? 'wiring';
    const text = lines.map((line, i) => `<text x="${x + 12}" y="${y + HEAD + 15 + i * LINE}" fill="var(--faint)" font-size="12">${short(line)}</text>`).join('');
    return `<g${node.mode === 'active' ? '' : ' opacity="0.5"'}><rect x="${x}" y="${y}" width="${WIDTH}" height="${height}" rx="9" fill="var(--card)" stroke="var(--line)"/><rect x="${x}" y="${y + 9}" width="4" height="${height - 18}" rx="2" fill="var(--${category})"/><text x="${x + 12}" y="${y + 20}" fill="var(--ink)" font-weight="600">${short(node.name, 26)}</text>${text}</g>`;
  });
  return `<svg class="drawing" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(`The graph of ${document.name}`)}" viewBox="${left} ${top} ${right - left} ${bottom - top}" width="${right - left}" height="${bottom - top}">${sheet}${frames.join('')}${wires.join('')}${nodes.join('')}${notes.join('')}</svg>`;
}
