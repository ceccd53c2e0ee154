/** The graph as a picture with its document inside: dropped on the studio, it opens. */
import { saveDocument } from '@/graph-engine/document/save';
import { documentAsMetadata, withDocumentInPng } from '@/graph-engine/exchange/pictures/document-in-picture';
import { boundsOf } from '@/components/canvas-state/geometry';
import { boxesOf, canvasView } from '@/components/canvas-state/canvas-view';
import { fileName } from '@/components/persistence/download-document';
import { notify } from '@/components/studio-state/messages';
import { getStudio } from '@/components/studio-state/use-studio';
import { downloadBlob } from '@/components/ui/download-blob';
import { canvasSvg, type Area } from '@/components/pictures/canvas-svg';
import { svgToPng } from '@/components/pictures/svg-to-png';

const MARGIN = 32;
/** Previews are drawn anew after a change of the zoom. */
const SETTLE_MS = 350;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

interface Drawn {
  readonly svg: string;
  readonly area: Area;
}
/** At full size, so that no node is simplified; the view is put back. Null while there is nothing to draw. */
async function draw(metadata: string): Promise<Drawn | null> {
  const view = canvasView();
  const { nodes, frames, notes } = getStudio().document;
  const ids = [nodes, frames, notes].flatMap(Object.keys);
  const viewport = view?.element.querySelector<HTMLElement>('.react-flow__viewport');
  if (!view || !viewport || ids.length === 0) return null;
  const before = view.flow.getViewport();
  const first = boundsOf(boxesOf(ids))!;
  await view.flow.setViewport({ x: MARGIN - first.x, y: MARGIN - first.y, zoom: 1 });
  await settle();
  // Measured at this size.
  const bounds = boundsOf(boxesOf(ids))!;
  const area = { x: bounds.x - MARGIN, y: bounds.y - MARGIN, width: bounds.width + 2 * MARGIN, height: bounds.height + 2 * MARGIN };
  const ground = getComputedStyle(view.element).getPropertyValue('background-color');
  const svg = canvasSvg(viewport, { area, zoom: 1, ground, metadata });
  await view.flow.setViewport(before);
  return { svg, area };
}

export async function savePicture(kind: 'png' | 'svg'): Promise<void> {
  const { document } = getStudio();
  const text = saveDocument(document);
  const drawn = await draw(kind === 'svg' ? documentAsMetadata(text) : '');
  if (!drawn) return notify('There is no picture to save.', { description: 'The canvas is empty, or not shown.', tone: 'bad' });
  const blob = kind === 'svg' ? new Blob([drawn.svg], { type: 'image/svg+xml' }) : new Blob([withDocumentInPng(await svgToPng(drawn.svg, drawn.area), text) as Uint8Array<ArrayBuffer>], { type: 'image/png' });
  const name = fileName(document.name, `.${kind}`);
  downloadBlob(blob, name);
  notify(`Downloaded ${name}.`, { description: 'The document is inside: drop the picture on a studio to open it.', tone: 'good' });
}
