/** Files the user dropped or chose become the data of a Dataset node: read and checked first, asked about, then kept, then written into the document. */
import { DataError } from '@/graph-engine/data/data-error';
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import type { FileReading } from '@/graph-engine/data/file-reading';
import type { ReadOptions } from '@/graph-engine/data/formats/definition';
import type { DealOptions } from '@/graph-engine/data/splits/deal-out';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import { file } from '@/graph-engine/data/sources/file';
import type { DataTable } from '@/graph-engine/data/table';
import { announce, reportFault } from '@/components/studio-state/messages';
import { getStudio } from '@/components/studio-state/use-studio';
import { sourceOf, type DataSource } from './data-source';
import { dropEntry, setEntry } from './data-store';
import { withFiles } from './file-edits';
import { filesOf, keepFiles } from './file-store';
import { openAsking, type AskedFiles } from './open-asking';
import { readFiles } from './read-files';
import type { GivenFile } from './read-protocol';
import { dispatchFitted } from './with-fitted';

/** `left`: the user did not want it after all, and nothing is changed; nor is it when something is wrong with the files. */
export type Taken = { readonly kind: 'taken'; /** What was done to the networks. */ readonly fitted: readonly string[]; /** A sentence, where the browser could not keep the files. */ readonly notKept: string | null } | { readonly kind: 'left' } | { readonly kind: 'refused'; readonly reason: string };

/** The table of these files, for who only looks at it; read as the files of the Dataset are. @throws DataError */
export async function readTable(files: readonly GivenFile[], reading: FileReading & ReadOptions, columns: readonly ColumnSettings[], vocabulary: readonly string[] = []): Promise<DataTable> {
  return (await readFiles({ id: file.id, count: 0, files, reading, columns, vocabulary })).table;
}

function splitOf(nodeId: string): DealOptions {
  const { nodes, training } = getStudio().document;
  return { ...splitSettingsOf(nodes[nodeId]!), validation: training.validationSplit, seed: training.seed, node: nodeId };
}

async function attempt(work: (before: DataSource) => Promise<Taken>, nodeId: string): Promise<Taken> {
  try {
    const { document, readOnly } = getStudio();
    // What is kept of a document's files belongs to the page that edits it.
    if (readOnly !== null) return { kind: 'refused', reason: readOnly };
    const before = sourceOf(document, nodeId);
    if (!before) throw new Error(`internal: ${nodeId} holds no data`);
    return await work(before);
  } catch (error) {
    if (error instanceof DataError) return { kind: 'refused', reason: error.message };
    reportFault(error);
    return { kind: 'refused', reason: 'The files could not be used; the error panel says why.' };
  }
}

export const takeFiles = (nodeId: string, files: readonly GivenFile[]): Promise<Taken> =>
  attempt(async (before) => {
    // The two files of a published set of pictures are that set.
    if (before.definition.download && !before.definition.columns && files.length > 1 && files.length < 4) return takeSet(before, files);
    const asked = await openAsking({ node: nodeId, files, count: before.count, reading: {}, columns: [], split: splitOf(nodeId) });
    if (!asked) return { kind: 'left' };
    return use(nodeId, asked, files);
  }, nodeId);

/** The files that a Dataset has, asked about once more. */
export const askAgain = (nodeId: string): Promise<Taken> =>
  attempt(async (before) => {
    const files = await filesOf(before);
    if (!files) return { kind: 'refused', reason: `${before.fileName || before.definition.title} is not in this browser: choose the file again.` };
    const { layout: _, labelColumn: __, ...reading } = before.reading;
    const asked = await openAsking({ node: nodeId, files, count: before.count, reading, columns: before.columns, insists: true, split: splitOf(nodeId) });
    return asked ? use(nodeId, asked, null) : { kind: 'left' };
  }, nodeId);

async function takeSet(source: DataSource, files: readonly GivenFile[]): Promise<Taken> {
  const { table } = await readFiles({ id: source.definition.id, count: source.count, files });
  const notKept = await keep({ documentId: source.documentId, node: source.node, fileName: '' }, files);
  setEntry(source.key, { status: 'ready', table });
  return told(table, [], notKept);
}

/** Null where they are kept, else what it comes to. */
const keep = (place: Parameters<typeof keepFiles>[0], files: readonly GivenFile[]): Promise<string | null> =>
  keepFiles(place, files).then(
    () => null,
    (error: unknown) => `The file could not be kept in the browser: it must be given again after a reload. ${error instanceof Error ? error.message : String(error)}`,
  );

/** `files`: to be kept; null for those that are. */
async function use(nodeId: string, asked: AskedFiles, files: readonly GivenFile[] | null): Promise<Taken> {
  const { document, readOnly } = getStudio();
  if (readOnly !== null) return { kind: 'refused', reason: readOnly };
  // It may have been deleted while files were read and asked about.
  if (!document.nodes[nodeId]) return { kind: 'left' };
  const { table } = asked.read;
  const found = withFiles(asked, document, nodeId);
  if (typeof found === 'string') return { kind: 'refused', reason: found };
  const notKept = files && (await keep({ documentId: document.id, node: nodeId, fileName: table.name }, files));
  // The table is there before the document asks for it: else whoever follows the document reads the file once more.
  const after = sourceOf(found.document, nodeId)!;
  setEntry(after.key, { status: 'ready', table });
  const label = `Use ${table.name}`;
  const result = dispatchFitted(found, label, { quiet: true });
  if (!result.ok) {
    dropEntry(after.key);
    return { kind: 'refused', reason: result.reason };
  }
  return told(table, found.fitted, notKept);
}

function told(table: DataTable, fitted: readonly string[], notKept: string | null): Taken {
  announce(`${table.name}: ${table.count.toLocaleString('en')} items are loaded.`);
  return { kind: 'taken', fitted, notKept };
}
