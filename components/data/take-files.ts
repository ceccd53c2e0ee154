/** Files the user dropped or chose become the data of a Dataset node: read and checked first, then kept, then written into the document. */
import { DataError } from '@/graph-engine/data/data-error';
import type { DatasetDefinition } from '@/graph-engine/data/sources/definition';
import type { DataTable } from '@/graph-engine/data/table';
import type { NamedBytes, ReadOptions } from '@/graph-engine/data/formats/definition';
import { idx } from '@/graph-engine/data/sources/idx';
import type { GraphNode, HourglassDocument } from '@/graph-engine/document/types';
import { announce, notify, reportFault } from '@/components/studio-state/messages';
import { batch } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { sourceOf } from './data-source';
import { dropEntry, setEntry } from './data-store';
import { keepFiles } from './file-store';
import { readFiles } from './read-files';

const LIMIT = 1 << 30;

async function bytesOf(file: File): Promise<NamedBytes> {
  if (file.size > LIMIT) throw new DataError(`${file.name}: expected at most ${LIMIT.toLocaleString('en')} bytes, and found ${file.size.toLocaleString('en')}. Use a smaller file.`);
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The table of these files, for who only looks at it; `reading`: as the files of the Dataset are read. @throws DataError */
export async function readTable(files: readonly File[], reading: ReadOptions): Promise<DataTable> {
  return (await readFiles({ id: idx.id, count: 0, files: await Promise.all(files.map(bytesOf)), ...reading })).table;
}

/** The document as it will be with these parameters of the node. */
function withParams(document: HourglassDocument, nodeId: string, params: GraphNode['params']): HourglassDocument {
  const node = document.nodes[nodeId]!;
  return { ...document, nodes: { ...document.nodes, [nodeId]: { ...node, params: { ...node.params, ...params } } } };
}

/** Gives what is wrong with the files, in the user's words, or null. Nothing is changed when something is wrong. */
export async function takeFiles(nodeId: string, files: readonly File[]): Promise<string | null> {
  try {
    const { document, readOnly } = getStudio();
    // What is kept of a document's files belongs to the page that edits it.
    if (readOnly !== null) return readOnly;
    const bytes = await Promise.all(files.map(bytesOf));
    const before = sourceOf(document, nodeId);
    if (!before) throw new Error(`internal: ${nodeId} holds no data`);
    const definition: DatasetDefinition = before.definition.download && bytes.length > 1 ? before.definition : idx;
    const { table, files: given } = await readFiles({ id: definition.id, count: before.count, files: bytes });
    const images = table.name;
    const place = { documentId: document.id, node: nodeId, fileName: definition.download ? '' : images };
    await keepFiles(place, given).catch((error: unknown) =>
      notify('The file could not be kept in the browser.', { description: `It is used now, and must be given again after a reload. ${error instanceof Error ? error.message : String(error)}`, tone: 'bad' }),
    );
    const params: GraphNode['params'] = definition.download ? {} : { source: definition.id, shape: [...table.shape], fileName: images, layout: 'channels-last', labelColumn: 0, unsigned: false };
    // The table is there before the document asks for it: else whoever follows the document reads the file once more.
    const after = sourceOf(withParams(document, nodeId, params), nodeId)!;
    setEntry(after.key, { status: 'ready', table });
    if (!definition.download) {
      const edits = Object.entries(params).map(([field, value]) => ({ name: 'setParam', args: { nodes: [nodeId], field, value } }) as const);
      const result = batch(`Use ${images}`, edits, { quiet: true });
      if (!result.ok) {
        dropEntry(after.key);
        return result.reason;
      }
    }
    announce(`${table.name}: ${table.count.toLocaleString('en')} items are loaded.`);
    return null;
  } catch (error) {
    if (error instanceof DataError) return error.message;
    reportFault(error);
    return 'The files could not be used; the error panel says why.';
  }
}
