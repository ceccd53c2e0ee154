/** The view that is open in the drawer, as a picture or as the numbers that it shows. */
import { metricsLog } from '@/components/training/metrics-log';
import { viewFeed } from '@/components/training/view-feed';
import { fileName } from '@/components/persistence/download-document';
import { notify } from '@/components/studio-state/messages';
import { getUi } from '@/components/studio-state/ui-store';
import { getStudio } from '@/components/studio-state/use-studio';
import { downloadBlob } from '@/components/ui/download-blob';
import { canvasSvg } from './canvas-svg';
import { svgToPng } from './svg-to-png';
import { csvKinds, curvesCsv, tableCsv, viewCsv } from './view-csv';

export type ViewFormat = 'png' | 'svg' | 'csv';

const panelOf = (): HTMLElement | null => document.querySelector('[data-drop="look"] [role="tabpanel"][data-state="active"]');

function csvOf(panel: HTMLElement, tab: string): string | null {
  if (tab === 'losses') return metricsLog.steps.length > 0 ? curvesCsv(metricsLog) : null;
  const shown = csvKinds.find((kind) => kind === tab);
  const result = shown && viewFeed.shown(shown);
  const table = panel.querySelector('table');
  return (result ? viewCsv(result) : null) ?? (table ? tableCsv(table) : null);
}

async function contentOf(panel: HTMLElement, tab: string, format: ViewFormat): Promise<Blob | null> {
  if (format === 'csv') {
    const text = csvOf(panel, tab);
    return text === null ? null : new Blob([text], { type: 'text/csv' });
  }
  const { width, height } = panel.getBoundingClientRect();
  const area = { x: 0, y: 0, width, height };
  const ground = getComputedStyle(panel.closest('[data-drop]')!).backgroundColor;
  const svg = canvasSvg(panel, { area, zoom: 1, ground, metadata: '' });
  return format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : new Blob([(await svgToPng(svg, area)) as Uint8Array<ArrayBuffer>], { type: 'image/png' });
}

export async function saveView(format: ViewFormat): Promise<void> {
  const { drawerTab } = getUi();
  const panel = panelOf();
  const content = panel && (await contentOf(panel, drawerTab, format));
  if (!content) {
    const description = panel ? 'This view shows no numbers yet that could be written: train first, or choose another view.' : 'Open the training drawer, and the view that is to be saved.';
    return notify('Nothing was saved.', { description, tone: 'bad' });
  }
  const name = fileName(getStudio().document.name, `-${drawerTab}.${format}`);
  downloadBlob(content, name);
  notify(`Downloaded ${name}.`, { tone: 'good' });
}
