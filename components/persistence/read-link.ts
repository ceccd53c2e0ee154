/** Reads the document of a link, a large one in a worker. */
import type { Opened } from '@/graph-engine/document/open';
import { inWorker, SMALL } from './read-document';
import { isShareHash } from './share-hash';
import { inflatesWithin, readShareHash } from './share-link';

/** Null where the hash is no link to a document. A short link may hold a long text. */
export async function readLink(hash: string): Promise<Opened | null> {
  if (!isShareHash(hash)) return null;
  return inflatesWithin(hash, SMALL) ? readShareHash(hash) : inWorker(hash);
}
