/** Which scripts a page fetches, itself and for its workers, and what they weigh as they are served. */
import { get } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

export interface Script {
  readonly name: string;
  readonly of: 'page' | 'worker';
  /** Compressed, without headers. */
  readonly bytes: number;
  readonly source: string;
}

/** Fetched once more, as a browser asks for it, because a browser does not tell the size of what came from its cache. */
function fetchScript(url: string): Promise<{ readonly bytes: number; readonly source: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.once('error', reject);
      response.once('end', () => {
        const body = Buffer.concat(pieces);
        const zipped = response.headers['content-encoding'] === 'gzip';
        resolve({ bytes: body.length, source: (zipped ? gunzipSync(body) : body).toString() });
      });
    }).once('error', reject);
  });
}

/** Follows a page that is not open yet; the result is read once the page stands where it should. */
export function followScripts(page: Page): () => Promise<readonly Script[]> {
  const seen = new Map<string, Script['of']>();
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (!pathname.endsWith('.js')) return;
    const url = origin + pathname;
    // What a worker fetches is of no type of its own; what both fetch is the page's.
    const of = request.resourceType() === 'script' ? 'page' : 'worker';
    if (!seen.has(url) || of === 'page') seen.set(url, of);
  });
  return () => Promise.all([...seen].map(async ([url, of]) => ({ name: url.split('/').at(-1)!, of, ...(await fetchScript(url)) })));
}

export const bytesOf = (scripts: readonly Script[], of?: Script['of']): number => scripts.filter((script) => !of || script.of === of).reduce((sum, { bytes }) => sum + bytes, 0);

/** By names that only the library's own code holds. */
export const isTfjs = ({ source }: Script): boolean => source.includes('DepthwiseConv2dNativeBackpropFilter') && source.includes('FusedDepthwiseConv2D');
export const isMonaco = ({ source }: Script): boolean => source.includes('createModelReference');
