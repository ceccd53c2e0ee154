/** The one model of a server: opened with fresh weights, with those of its run, or with those that fit of the model as it was before an edit. */
import { withAside } from './aside-weights';
import { dataFingerprint } from './data-fingerprint';
import { CheckpointError, type Checkpoint, type CheckpointStorage } from './checkpoints';
import { isLost, type Chosen } from './computing';
import { modelFingerprint } from './fingerprint';
import type { Answer, Request } from './protocol';
import type { Restored } from './restore';
import type { Device } from '../runtime/device';
import { Session, type Snapshot } from './session';
import type { SessionData } from './session-data';
import type { Trainer } from './trainer';

export type OpenRequest = Extract<Request, { kind: 'open' }>;
export type Opened = Pick<Extract<Answer, { kind: 'opened' }>, 'restored' | 'taken'>;

export interface OpenModel {
  readonly request: OpenRequest;
  readonly session: Session;
  readonly trainer: Trainer;
  readonly run: string;
  /** What it was opened on. */
  readonly chosen: Chosen;
  /** What a new run began with: weights of the model before an edit, which the next edit may fit again. */
  began: Checkpoint | null;
  /** Of the data that it is trained on. */
  readonly data: string;
  /** The step of the weights that are kept of this run; -1 where the last ones could not be. */
  keptStep: number;
  /** What views show in place of the data of the model. */
  look: SessionData | null;
  /** The newest that is not on the device alone; null where the device cannot be lost. */
  last: Snapshot | null;
}

export const checkpointOf = ({ request, session, run, data }: Pick<OpenModel, 'request' | 'session' | 'run' | 'data'>, snapshot: Snapshot): Checkpoint => ({
  fingerprint: modelFingerprint(request.document),
  data,
  run,
  length: { steps: session.totalSteps, whole: session.wholeSteps },
  snapshot: withAside(session.aside, snapshot),
});

/** The weights of the model that is open, of that document: they may be newer than those that are kept, or not to be kept. */
export async function heldBy(open: OpenModel | null, documentId: string): Promise<Checkpoint | null> {
  if (open?.request.document.id !== documentId) return null;
  if (open.session.step === 0) return open.began;
  try {
    return checkpointOf(open, await open.session.snapshot());
  } catch (error) {
    if (!(await isLost(open.session.device))) throw error;
    return null;
  }
}
/** What cannot be read is told, and nothing that keeps a model from being opened. */
export async function loadFrom(checkpoints: CheckpointStorage, { document, keeps, writer }: OpenRequest): Promise<{ readonly saved: Checkpoint | null; readonly unread: string | null }> {
  try {
    return { saved: await checkpoints.load(document.id, keeps ? writer : undefined), unread: null };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return { saved: null, unread: error.message };
  }
}

/** A session with the weights of a checkpoint, where there is one. */
export async function openSession({ document, data }: Pick<OpenRequest, 'document' | 'data'>, saved: Checkpoint | null, device: Device): Promise<{ readonly session: Session; readonly data: string; readonly goesOn: Checkpoint | null; readonly told: Opened }> {
  const session = await Session.open({ document, data }, device);
  const fingerprint = dataFingerprint(session.data.tables);
  if (!saved) return { session, data: fingerprint, goesOn: null, told: { restored: null, taken: null } };
  const otherModel = saved.fingerprint !== modelFingerprint(document);
  // Earlier versions did not write what the data were.
  const otherData = saved.data !== undefined && saved.data !== fingerprint;
  const sameModel = saved.from === undefined && !otherModel && !otherData;
  // What comes from a file is taken as it was trained, with what its data were prepared with.
  const restored = await session.restore(saved.snapshot, { sameModel, adopts: sameModel || saved.from !== undefined });
  // A run that was taken up after its end is longer than the document says, until the document says something else.
  if (restored.goesOn && saved.length?.whole === session.wholeSteps) session.lengthen(saved.length.steps);
  return { session, data: fingerprint, goesOn: restored.goesOn ? saved : null, told: toldOf(restored, saved, otherData && !otherModel ? 'data' : 'model') };
}
function toldOf({ goesOn, kept, fresh }: Restored, { snapshot: { step }, run, from }: Checkpoint, changed: 'model' | 'data'): Opened {
  if (goesOn) return { restored: { step, run }, taken: null };
  return { restored: null, taken: { kept, fresh, step, changed, from: from ?? null } };
}

/** What is known of a model goes with it to another device. */
export function inPlaceOf(from: OpenModel, open: OpenModel): OpenModel {
  open.keptStep = from.keptStep;
  open.began = from.began;
  open.look = from.look && open.session.data.beside(from.look.given);
  open.session.beganTrained = from.session.beganTrained;
  return open;
}
/** What lies on a lost device cannot be given back, and need not be. */
export function discard(session: Session): void {
  try {
    session.dispose();
  } catch (error) {
    if (!session.device.lost) throw error;
  }
}
