/** Opens one document away from the page. */
import '@/components/ui/without-eval';
import { catalogue } from '@/graph-engine/catalogue';
import { openBytes } from '@/graph-engine/document/open';
import { readShareHash } from './share-link';

/** The bytes of a file, or the hash of a link. */
export type ToDocumentReader = Uint8Array<ArrayBuffer> | string;

self.addEventListener('message', ({ data }: MessageEvent<ToDocumentReader>) => self.postMessage(typeof data === 'string' ? readShareHash(data) : openBytes(data, catalogue)));
