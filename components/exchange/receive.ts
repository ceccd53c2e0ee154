/** Files that bring drawings or weights: known by what they hold, then opened as a document or taken into the drawing. Nothing changes where they are refused. */
import { DataError } from '@/graph-engine/data/data-error';
import { DrawingError, type Incoming } from '@/graph-engine/exchange/incoming/definition';
import { holdsDrawing } from '@/graph-engine/exchange/incoming/drawing';
import { kindOf, readIncoming } from '@/graph-engine/exchange/incoming/registry';
import { reportOf } from '@/graph-engine/exchange/mapping/match';
import { givenOf } from '@/components/data/given-files';
import type { GivenFile } from '@/components/data/read-protocol';
import { showRefused } from '@/components/persistence/refused';
import { chooseFiles } from '@/components/studio-state/choose-files';
import { notify } from '@/components/studio-state/messages';
import { openDialog } from '@/components/studio-state/ui-store';
import { getStudio } from '@/components/studio-state/use-studio';
import { bagOfFiles } from './bag-of-files';
import { openDrawing } from './open-drawing';
import { receivedStore } from './received-store';
import { askAboutWeights, questionOf } from './weights-store';

async function told(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof DrawingError) return showRefused(error.file, error.problems);
    if (!(error instanceof DataError)) throw error;
    notify(`${name} was not taken`, { tone: 'bad', description: error.message });
  }
}
const nameOf = (files: readonly GivenFile[]): string => files[0]?.name.split('/')[0] ?? 'The file';

async function open(incoming: Incoming): Promise<void> {
  const { drawing, weights, shared } = incoming;
  // What comes back to the drawing that it was made from is weights.
  const isOwn = drawing !== null && !shared && drawing.document.id === getStudio().document.id;
  if (weights && (!drawing || isOwn)) return askAboutWeights(questionOf(incoming, weights));
  await openDrawing(incoming);
  if (!shared) return;
  receivedStore.setState({ incoming });
  openDialog('received');
}

/** What was dropped or chosen to be opened. */
export const receive = (files: readonly GivenFile[]): Promise<void> => told(nameOf(files), async () => open(await readIncoming(await bagOfFiles(files))));

/** What was chosen for its weights. */
const receiveWeights = (files: readonly GivenFile[]): Promise<void> =>
  told(nameOf(files), async () => {
    const incoming = await readIncoming(await bagOfFiles(files));
    if (!incoming.weights) throw new DataError(`${incoming.name} holds a drawing without weights. Train it first, or choose another file.`);
    askAboutWeights(questionOf(incoming, incoming.weights));
  });

/** Whether what was dropped brings a drawing or weights, and is taken as such; on data (`onData`) an array is data. */
export async function receiveDrop(files: readonly GivenFile[], onData: boolean): Promise<boolean> {
  // What cannot be read is told here, and is not data either.
  let taken = true;
  await told(nameOf(files), async () => {
    const bag = await bagOfFiles(files);
    const kind = await kindOf(bag);
    if (!kind || (onData && !holdsDrawing(bag)) || (kind.id === 'tensors' && !(await bringsParameters(files)))) taken = false;
    else await open(await kind.read(bag));
  });
  return taken;
}
/** Arrays of numbers may be items or weights: weights are called so, or fit the drawing. */
async function bringsParameters(files: readonly GivenFile[]): Promise<boolean> {
  const incoming = await readIncoming(await bagOfFiles(files));
  const names = [...(incoming.weights?.tensors.keys() ?? [])];
  if (names.some((name) => /(^|[./_])(weight|kernel|bias)(:0)?$/i.test(name))) return true;
  const { wanted, mapping, weights } = questionOf(incoming, incoming.weights!);
  return reportOf(wanted, mapping, weights).fits > 0;
}

export const chooseWeights = (): void => chooseFiles({ accept: '.safetensors,.zip,.pt,.pth,.ckpt,.bin' }, (files) => receiveWeights(givenOf(files)));
