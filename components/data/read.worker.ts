/** Unpacks and reads the user's files away from the page, and hands their memory back. */
import { memoryOf, type ToReader } from './read-protocol';
import { readRequest } from './read-request';

self.addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  void readRequest(data).then((answer) => {
    const { table, files } = answer.kind === 'read' ? answer.read : { table: null, files: [] };
    self.postMessage(answer, { transfer: memoryOf([table?.values, table?.labels, ...files.map(({ bytes }) => bytes)]) });
  });
});
