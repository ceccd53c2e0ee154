/** A view of the drawer, as a picture or as the numbers that it shows. */
import { metricsLog } from '@/components/training/metrics-log';
import { viewFeed } from '@/components/training/view-feed';
import { fileName } from '@/components/persistence/download-document';
import { notify } from '@/components/studio-state/messages';
import { getStudio } from '@/components/studio-state/use-studio';
import { downloadBlob } from '@/components/ui/download-blob';
import { canvasSvg } from '@/components/pictures/canvas-svg';
import { svgToPng } from '@/components/pictures/svg-to-png';
import type { ViewFormat } from './formats';
import { csvKinds, curvesCsv, tableCsv, viewCsv } from './view-csv';

type Format = ViewFormat['id'];

/** The one that was asked for, or the first of the tab that is open. */
const boxOf = (view: string | undefined): HTMLElement | null => document.querySelector(`[data-drop="look"] [role="tabpanel"][data-state="active"] [data-view${view === undefined ? '' : `="${view}"`}]`);

function csvOf(box: HTMLElement, view: string): string | null {
  if (view === 'losses') return metricsLog.steps.length > 0 ? curvesCsv(metricsLog) : null;
  const shown = csvKinds.find((kind) => kind === view);
  const result = shown && viewFeed.shown(shown);
  const table = box.querySelector('table');
  return (result ? viewCsv(result) : null) ?? (table ? tableCsv(table) : null);
}

async function contentOf(box: HTMLElement, view: string, format: Format): Promise<Blob | null> {
  if (format === 'csv') {
    const text = csvOf(box, view);
    return text === null ? null : new Blob([text], { type: 'text/csv' });
  }
  const { width, height } = box.getBoundingClientRect();
  const area = { x: 0, y: 0, width, height };
  const ground = getComputedStyle(box.closest('[data-drop]')!).backgroundColor;
  const svg = canvasSvg(box, { area, zoom: 1, ground, metadata: '' });
  return format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : new Blob([(await svgToPng(svg, area)) as Uint8Array<ArrayBuffer>], { type: 'image/png' });
}

export async function saveView(format: Format, view?: string): Promise<void> {
  const box = boxOf(view);
  const shown = box?.dataset['view'] ?? '';
  const content = box && (await contentOf(box, shown, format));
  if (!content) {
    const description = box ? 'This view shows no numbers yet that could be written: train first, or choose another view.' : 'Open the training drawer, and the view that is to be saved.';
    return notify('Nothing was saved.', { description, tone: 'bad' });
  }
  const name = fileName(getStudio().document.name, `-${shown}.${format}`);
  downloadBlob(content, name);
  notify(`Downloaded ${name}.`, { tone: 'good' });
}
