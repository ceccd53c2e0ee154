import { createHash } from 'node:crypto';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import type { DatasetDefinition, RemoteFile } from './definition';
import { downloadDataset, type ByteCache } from './download';

const images = gzipSync(Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 9, 8, 7, 6]));
const labels = gzipSync(Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 2, 1, 0]));
const remote = (name: string, bytes: Uint8Array): RemoteFile => ({
  url: `https://first.test/${name}`,
  mirrors: [`https://second.test/${name}`],
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const definition: DatasetDefinition = {
  id: 'small',
  title: 'Small',
  help: '',
  origin: 'download',
  licence: '',
  shape: [1, 2, 1],
  range: 'unit',
  defaultCount: 2,
  classes: 2,
  labelNames: ['no', 'yes'],
  download: { images: remote('images.gz', images), labels: remote('labels.gz', labels) },
};

/** Serves by host; a missing host does not answer. */
const network = (hosts: Record<string, (name: string) => Response>) => {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    asked.push(url.href);
    init?.signal?.throwIfAborted();
    const serve = hosts[url.host];
    if (!serve) throw new TypeError('Failed to fetch');
    return serve(url.pathname.slice(1));
  };
  return { fetch, asked };
};
const good = (name: string): Response => new Response(new Uint8Array(name === 'images.gz' ? images : labels));
const memory = (): ByteCache & { files: Map<string, Uint8Array> } => {
  const files = new Map<string, Uint8Array>();
  return { files, read: async (address) => files.get(address) ?? null, write: async (address, bytes) => void files.set(address, bytes) };
};
const failure = async (run: Promise<unknown>): Promise<Error> => {
  const error = await run.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('nothing was thrown');
  return error;
};

describe('downloadDataset', () => {
  it('fetches, reports progress and names the classes', async () => {
    const steps: (readonly [number, number])[] = [];
    const table = await downloadDataset(definition, { ...network({ 'first.test': good }), onProgress: (...step) => steps.push(step) });
    expect(table).toMatchObject({ name: 'Small', shape: [1, 2, 1], count: 2, labelNames: ['no', 'yes'] });
    expect([...table.labels!]).toEqual([1, 0]);
    const total = images.length + labels.length;
    expect(steps.at(-1)).toEqual([total, total]);
    expect(steps[0]![0]).toBeLessThanOrEqual(images.length);
  });

  it('takes the next address when one fails or serves something else', async () => {
    for (const first of [undefined, () => new Response('', { status: 404 }), () => new Response('x'), () => new Response(new Uint8Array(images.length))]) {
      const { fetch, asked } = network({ ...(first && { 'first.test': first }), 'second.test': good });
      expect((await downloadDataset(definition, { fetch })).count).toBe(2);
      expect(asked).toContain('https://second.test/images.gz');
    }
  });

  it('says without a network what failed and what to do', async () => {
    const error = await failure(downloadDataset(definition, network({})));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toBe(
      'Small: images.gz could not be downloaded (first.test: no answer (Failed to fetch); second.test: no answer (Failed to fetch)). ' +
        'Check the network and try again, or get the file elsewhere and open it with the file dialog.',
    );
  });

  it('refuses what is too short, too long or has another checksum', async () => {
    const wrong: [() => Response, RegExp][] = [
      [() => new Response('short'), /expected \d+ bytes, and found 5/],
      [() => new Response(new Uint8Array(images.length + 1)), /expected \d+ bytes, and found more/],
      [() => new Response(new Uint8Array(images.length)), /expected the SHA-256 checksum [0-9a-f]{12}…, and found/],
      [() => new Response('', { status: 503, statusText: 'Unavailable' }), /the server answered 503 Unavailable/],
    ];
    for (const [serve, expected] of wrong) {
      const error = await failure(downloadDataset(definition, network({ 'first.test': serve, 'second.test': serve })));
      expect(error).toBeInstanceOf(DataError);
      expect(error.message).toMatch(expected);
    }
  });

  it('can be cancelled, and then asks no other address', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled by the user');
    const { fetch, asked } = network({ 'first.test': good, 'second.test': good });
    const run = downloadDataset(definition, { fetch, signal: controller.signal, onProgress: () => controller.abort(reason) });
    expect(await failure(run)).toBe(reason);
    expect(asked.every((address) => address.includes('first.test'))).toBe(true);
  });

  it('gives the reason of the user also when the last address breaks off', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled by the user');
    const fetch = (input: RequestInfo | URL): Promise<Response> => {
      if (String(input).includes('second.test')) controller.abort(reason);
      return Promise.reject(new DOMException('The operation was aborted.', 'AbortError'));
    };
    expect(await failure(downloadDataset(definition, { fetch, signal: controller.signal }))).toBe(reason);
  });

  it('keeps the files, and fetches a damaged one again', async () => {
    const cache = memory();
    await downloadDataset(definition, { ...network({ 'first.test': good }), cache });
    const { fetch, asked } = network({ 'first.test': good });
    await downloadDataset(definition, { fetch, cache });
    expect(asked).toEqual([]);
    cache.files.set('https://first.test/labels.gz', new Uint8Array(labels.length));
    expect((await downloadDataset(definition, { fetch, cache })).count).toBe(2);
    expect(asked).toEqual(['https://first.test/labels.gz']);
  });

  it('gives the data even when it cannot be kept, and says so', async () => {
    const reasons: string[] = [];
    const cache: ByteCache = { read: async () => null, write: () => Promise.reject(new Error('quota exceeded')) };
    await downloadDataset(definition, { ...network({ 'first.test': good }), cache, onNotKept: (reason) => reasons.push(reason) });
    expect(reasons).toEqual(['quota exceeded', 'quota exceeded']);
  });
});
