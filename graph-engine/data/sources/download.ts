/** Fetches the files of a catalogue entry with progress, checks size and checksum, and reads them. */
import { DataError } from '../data-error';
import type { DatasetDefinition, RemoteFile } from './definition';
import type { DataTable } from '../table';
import type { NamedBytes } from '../formats/definition';
import { readSet } from './read-set';
import { bytesOf, remoteFiles } from './remote-files';

/** Where downloaded files are kept between visits. */
export interface ByteCache {
  read(address: string): Promise<Uint8Array | null>;
  write(address: string, bytes: Uint8Array): Promise<void>;
}

export interface DownloadOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
  /** Bytes of all files together. */
  readonly onProgress?: (loaded: number, total: number) => void;
  readonly cache?: ByteCache;
  /** Reads the files, in the order of the entry, elsewhere, and may take their bytes away. */
  readonly read?: (files: readonly NamedBytes[]) => Promise<DataTable>;
  /** The data is there, but could not be kept (storage full, private window). */
  readonly onNotKept?: (reason: string) => void;
}

/** Throws DataError when there is no network or the file is not the published one, and the signal's reason when cancelled. */
export async function downloadDataset(definition: DatasetDefinition, options: DownloadOptions): Promise<DataTable> {
  const { download, title } = definition;
  if (!download) throw new Error(`internal: ${definition.id} has nothing to download`);
  const total = bytesOf(download);
  const files: NamedBytes[] = [];
  let before = 0;
  for (const file of remoteFiles(download)) {
    const from = before;
    files.push({ name: nameOf(file.url), bytes: await obtain(file, title, options, (loaded) => options.onProgress?.(from + loaded, total)) });
    before += file.bytes;
  }
  options.signal?.throwIfAborted();
  const table = await (options.read ? options.read(files) : readSet(definition, files, {}, options.signal));
  // A table of columns names its labels itself.
  return { ...table, name: title, ...(!definition.columns && { labelNames: definition.labelNames ?? null }) };
}

async function obtain(file: RemoteFile, title: string, options: DownloadOptions, onLoaded: (loaded: number) => void): Promise<Uint8Array> {
  const { cache, signal } = options;
  const kept = await cache?.read(file.url);
  // A kept file may have been damaged or be an older edition: then it is fetched again.
  if (kept && (await problemOf(kept, file)) === null) {
    onLoaded(kept.length);
    return kept;
  }
  const problems: string[] = [];
  for (const address of [file.url, ...(file.mirrors ?? [])]) {
    signal?.throwIfAborted();
    const got = await fetchBytes(address, file, options, onLoaded);
    const problem = got instanceof Uint8Array ? await problemOf(got, file) : got.problem;
    if (got instanceof Uint8Array && problem === null) {
      await cache?.write(file.url, got).catch((error: unknown) => options.onNotKept?.(reasonOf(error)));
      return got;
    }
    problems.push(`${new URL(address).host}: ${problem}`);
  }
  throw new DataError(
    `${title}: ${nameOf(file.url)} could not be downloaded (${problems.join('; ')}). Check the network and try again, or get the file elsewhere and open it with the file dialog.`,
  );
}

async function fetchBytes(address: string, file: RemoteFile, options: DownloadOptions, onLoaded: (loaded: number) => void): Promise<Uint8Array | { problem: string }> {
  try {
    const response = await options.fetch(address, { signal: options.signal ?? null });
    if (!response.ok) return { problem: `the server answered ${response.status} ${response.statusText}`.trim() };
    if (!response.body) return { problem: 'the answer was empty' };
    const reader = response.body.getReader();
    const bytes = new Uint8Array(file.bytes);
    let loaded = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (loaded + part.value.length > file.bytes) {
        await reader.cancel();
        return { problem: `expected ${file.bytes.toLocaleString('en')} bytes, and found more` };
      }
      bytes.set(part.value, loaded);
      loaded += part.value.length;
      onLoaded(loaded);
    }
    return bytes.subarray(0, loaded);
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    return { problem: `no answer (${reasonOf(error)})` };
  }
}

/** What is wrong with the bytes; null when they are the published file. */
async function problemOf(bytes: Uint8Array, file: RemoteFile): Promise<string | null> {
  if (bytes.length !== file.bytes) return `expected ${file.bytes.toLocaleString('en')} bytes, and found ${bytes.length.toLocaleString('en')}`;
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (!subtle) throw new DataError('The browser checks downloads only on pages from https or from localhost. Open the studio there, or open the file with the file dialog.');
  const digest = new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(bytes)));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return found === file.sha256 ? null : `expected the SHA-256 checksum ${file.sha256.slice(0, 12)}…, and found ${found.slice(0, 12)}…`;
}

const nameOf = (address: string): string => decodeURIComponent(address.slice(address.lastIndexOf('/') + 1));
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
