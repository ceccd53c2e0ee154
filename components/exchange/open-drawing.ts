/** What came in with a drawing is opened as a document of its own, with its weights and curves where the studio looks for them. */
import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Incoming } from '@/graph-engine/exchange/incoming/definition';
import { modelHash } from '@/graph-engine/exchange/run-files';
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import { modelFingerprint } from '@/graph-engine/training/fingerprint';
import { sourceOf } from '@/components/data/data-source';
import { keepFiles } from '@/components/data/file-store';
import { openNew } from '@/components/persistence/open-new';
import { whyNotKept } from '@/components/storage/why-not-kept';
import { warningWords } from '@/components/persistence/warning-words';
import { keptWeights } from '@/components/training/kept-weights';
import { keepRun } from '@/components/training/run-history';

/** Of a run of this very model all that going on needs; of others the weights, which a new run begins with. */
function checkpointOf({ name, weights, run }: Incoming, document: HourglassDocument): Checkpoint | null {
  if (!weights) return null;
  const record = run?.record;
  if (run && record && record.model === modelHash(document) && run.snapshot.step > 0) {
    const data = weights.metadata['data'];
    return { fingerprint: modelFingerprint(document), run: newId('run'), ...(data !== undefined && { data }), length: { steps: record.steps, whole: record.whole ?? record.steps }, snapshot: run.snapshot };
  }
  const sound = new Map([...weights.tensors].filter(([tensor]) => !weights.notFinite.has(tensor)));
  return { fingerprint: '', run: newId('run'), from: name, snapshot: { step: run?.snapshot.step ?? 0, seed: 0, parameters: sound, stopping: null } };
}

async function keepBeside(incoming: Incoming, document: HourglassDocument): Promise<void> {
  for (const [node, files] of incoming.shared?.data ?? []) {
    const source = sourceOf(document, node);
    if (source) await keepFiles(source, files.map(({ name, bytes }) => ({ name, blob: new Blob([new Uint8Array(bytes)]) })));
  }
  const checkpoint = checkpointOf(incoming, document);
  if (!checkpoint) return;
  await keptWeights.save(document.id, checkpoint);
  if (incoming.run && incoming.run.rows.length > 0) await keepRun({ key: { document: document.id, run: checkpoint.run }, rows: incoming.run.rows, whole: true });
}

export async function openDrawing(incoming: Incoming): Promise<void> {
  const { drawing } = incoming;
  if (!drawing) throw new Error('internal: there is no drawing to open');
  await openNew(drawing.document, `Open ${incoming.name}`, {
    keepIdentity: true,
    told: incoming.shared !== null,
    notes: [...warningWords(drawing.warnings), ...incoming.notes],
    async before(document) {
      try {
        await keepBeside(incoming, document);
      } catch (error) {
        const reason = whyNotKept(error);
        if (reason === null) throw error;
        return `Its weights and curves could not be taken: ${reason}`;
      }
    },
  });
}
