/** What a trained template shows on its card: held-out items and what comes of them as rows of pictures, or how two kinds of rows are scored. */
import { findRoles } from '@/graph-engine/inspect/roles';
import { writePng } from '@/graph-engine/exchange/pictures/write-png';
import { stripItems, type Strip } from '@/components/gallery/strips';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import type { ViewRequest, ViewResult } from '@/graph-engine/training/protocol';
import type { Session } from '@/graph-engine/training/session';
import { view } from '@/graph-engine/training/views';

const BINS = 28;

/** A row of pictures. */
type StripRow = Extract<Strip, { readonly rows: unknown }>['rows'][number];
/** How many rows fall into each bin, in thousandths of the highest. */
type StripBars = Extract<Strip, { readonly bars: unknown }>['bars'];
type Ask = (request: ViewRequest) => Promise<ViewResult>;

/** Pictures side by side, each as many pixels as it has; null where they are none. */
function rowPng({ shape, count, values }: ImageStrip): string | null {
  const [height = 0, width = 0, channels = 0] = shape;
  if (shape.length !== 3 || (channels !== 1 && channels !== 3)) return null;
  const samples = new Uint8Array(height * width * count * channels);
  for (let item = 0; item < count; item++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width * channels; x++) {
        samples[(y * count + item) * width * channels + x] = Math.round(255 * Math.min(1, Math.max(0, values[(item * height + y) * width * channels + x]!)));
      }
    }
  }
  return Buffer.from(writePng({ width: width * count, height, depth: channels === 1 ? 4 : 8, channels, samples })).toString('base64');
}

async function pictures(session: Session, ask: Ask): Promise<readonly StripRow[]> {
  const strips: (readonly [string, ImageStrip])[] = [];
  const rebuilt = await ask({ kind: 'reconstructions', count: stripItems });
  if (rebuilt.kind === 'reconstructions') {
    strips.push(['held out', rebuilt.input]);
    if (rebuilt.corrupted) strips.push(['corrupted', rebuilt.corrupted]);
    for (const { images } of rebuilt.between) strips.push(['between', images]);
    strips.push([rebuilt.corrupted ? 'restored' : 'rebuilt', rebuilt.output]);
  }
  const drawn = await ask({ kind: 'samples', count: stripItems, seed: session.seed });
  if (drawn.kind === 'samples' && drawn.prior) strips.push(['new', drawn.images]);
  return strips.flatMap(([label, strip]) => {
    const png = rowPng(strip);
    return png === null ? [] : [{ label, png }];
  });
}

/** Scores of unusual rows may be a hundred times those of usual ones: bins are of equal width in the logarithm, and the outer ones hold what lies beyond. */
function barsOf(scores: ArrayLike<number>, judged: ArrayLike<number>, isNormal: ArrayLike<number>): StripBars {
  const found = Array.from(judged, (row) => ({ score: Math.log(Math.max(scores[row]!, 1e-12)), usual: isNormal[row] === 1 }));
  const sorted = found.map(({ score }) => score).sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor(sorted.length * 0.01)]!, sorted[Math.floor(sorted.length * 0.995)]!];
  const counts = (usual: boolean): readonly number[] => {
    const bins = new Array<number>(BINS).fill(0);
    for (const { score } of found.filter((one) => one.usual === usual)) bins[Math.min(BINS - 1, Math.max(0, Math.floor(((score - low) / (high - low || 1)) * BINS)))]! += 1;
    const most = Math.max(1, ...bins);
    return bins.map((count) => Math.round((1000 * count) / most));
  };
  return { usual: counts(true), unusual: counts(false) };
}

export async function stripOf(session: Session): Promise<Strip> {
  const roles = findRoles(session.document, session.analysis);
  const ask: Ask = (request) => view({ session, roles, data: session.data }, request);
  const rows = await pictures(session, ask);
  if (rows.length > 0) return { rows };
  const found = await ask({ kind: 'anomalies', score: null, worst: 0, of: 'all', normal: '', intervals: false });
  if (found.kind !== 'anomalies' || !found.isNormal) throw new Error(`${session.document.name} shows neither pictures nor unusual rows`);
  return { bars: barsOf(found.scores, found.judged, found.isNormal) };
}
