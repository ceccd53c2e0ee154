/** Version 4: a file of the user's own is the source “file”. It was “idx”, after the first kind of file that was read. */
import { isJsonRecord, type Migration } from './definition';

function renamed(node: unknown): unknown {
  if (!isJsonRecord(node) || node['kind'] !== 'dataset' || !isJsonRecord(node['params']) || node['params']['source'] !== 'idx') return node;
  return { ...node, params: { ...node['params'], source: 'file' } };
}

export const fileSource: Migration = {
  name: 'file-source',
  from: 3,
  up: (file) => ({
    ...file,
    nodes: isJsonRecord(file['nodes']) ? Object.fromEntries(Object.entries(file['nodes']).map(([id, node]) => [id, renamed(node)])) : file['nodes'],
  }),
};
