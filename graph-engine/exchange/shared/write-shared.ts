/** Writes a file to share: a run, pictures, what is said of it, and the user's data only where they are handed over. */
import { zip, type AsyncZippable } from 'fflate';
import type { NamedBytes } from '../../data/formats/definition';
import { counted, refuse } from '../../data/formats/refuse';
import { saveDocument } from '../../document/save';
import type { HourglassDocument } from '../../document/types';
import type { FittedScores } from '../../training/anomaly/score-rows';
import type { Metrics } from '../../training/protocol';
import type { Snapshot } from '../../training/session';
import { LARGEST, LARGEST_DATA, MEMBERS, MOST_DATA_FILES } from '../members';
import { drawingOf } from '../report/drawing';
import { runFiles, type RunToWrite } from '../run-files';
import { FORMAT, VERSION, type Manifest } from './manifest';

export interface SharedPicture {
  /** Of the file, without a folder. */
  readonly name: string;
  readonly title: string;
  readonly bytes: Uint8Array;
}
export interface SharedDataset {
  readonly node: string;
  readonly name: string;
  readonly items: number;
  /** None where the data stay here. */
  readonly files: readonly NamedBytes[];
}
export interface ToShare {
  readonly document: HourglassDocument;
  /** Null where nothing was trained here. */
  readonly run: {
    readonly run: RunToWrite;
    readonly snapshot: Snapshot;
    readonly rows: readonly Metrics[];
    /** Fingerprint of what it was trained on. */
    readonly data: string;
    readonly scores: FittedScores | null;
  } | null;
  /** weights.safetensors, where there are weights without a run. */
  readonly weights: Uint8Array | null;
  readonly pictures: readonly SharedPicture[];
  readonly datasets: readonly SharedDataset[];
}

/** A path of its own for each file of a Dataset, whatever it is called: the manifest says that. */
const dataPath = (node: string, index: number, name: string): string => `data/${node}/${index}-${name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '').slice(-80) || 'file'}`;

const CURE = 'Share the run without its data, and the data by themselves.';
/** What nobody could open again is not written. @throws DataError */
function mustFit(datasets: readonly SharedDataset[]): void {
  for (const { name, bytes } of datasets.flatMap(({ files }) => files)) if (bytes.length > LARGEST_DATA) refuse(name, `at most ${counted(LARGEST_DATA)} to share`, counted(bytes.length), CURE);
  const count = datasets.reduce((sum, { files }) => sum + files.length, 0);
  if (count > MOST_DATA_FILES) refuse(datasets.map(({ name }) => name).join(', '), `at most ${MOST_DATA_FILES.toLocaleString('en')} files to share`, count.toLocaleString('en'), CURE);
}

/** The bytes of a `*.hourglass.zip`. @throws DataError for data that are too many to be read again */
export async function writeShared({ document, run, weights, pictures: given, datasets }: ToShare): Promise<Uint8Array> {
  mustFit(datasets);
  const graph = drawingOf(document);
  const pictures = graph === '' ? given : [{ name: 'graph.svg', title: 'The graph', bytes: new TextEncoder().encode(graph) }, ...given];
  const manifest: Manifest = {
    format: FORMAT,
    version: VERSION,
    name: document.name,
    step: run?.snapshot.step ?? null,
    data: run?.data ?? null,
    datasets: datasets.map(({ node, name, items, files }) => ({ node, name, items, files: files.map((file, i) => dataPath(node, i, file.name)), names: files.map((file) => file.name) })),
    pictures: pictures.map(({ name, title }) => ({ path: `pictures/${name}`, title })),
  };
  const text = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content);
  const files = run ? runFiles(run.run, run.snapshot, run.rows, run.data, run.scores) : new Map<string, string | Uint8Array>([[MEMBERS.graph, saveDocument(document)], ...(weights ? [[MEMBERS.weights, weights] as const] : [])]);
  const said = text(`${JSON.stringify(manifest, null, 1)}\n`);
  if (said.length > LARGEST[MEMBERS.manifest]!) refuse(document.name, `names of data of at most ${counted(LARGEST[MEMBERS.manifest]!)} to share`, counted(said.length), CURE);
  const entries: AsyncZippable = { [MEMBERS.manifest]: said };
  // Numbers and pictures hardly get smaller: stored as they are.
  for (const [path, content] of files) entries[path] = typeof content === 'string' ? text(content) : [content, { level: 0 }];
  for (const { name, bytes } of pictures) entries[`pictures/${name}`] = [bytes, { level: 0 }];
  for (const { node, files: given } of datasets) given.forEach(({ name, bytes }, i) => (entries[dataPath(node, i, name)] = [bytes, { level: 1 }]));
  return new Promise((resolve, reject) => {
    zip(entries, { level: 6 }, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}
