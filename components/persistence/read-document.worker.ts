/** Opens one document away from the page. */
import '@/components/studio/without-eval';
import { catalogue } from '@/graph-engine/catalogue';
import { openBytes } from '@/graph-engine/document/open';

self.addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => self.postMessage(openBytes(data, catalogue)));
