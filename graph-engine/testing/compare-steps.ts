/** The first training steps of a template on one backend, against plain JavaScript. Runs in Node and in a browser. */
import { chooseBackend } from '../runtime/backends/choose';
import type { BackendName } from '../runtime/backends/definition';
import { Session, type Snapshot } from '../training/session';
import { templates, type TemplateId } from '@/templates/registry';
import { worstDifference, type NamedDifference } from './compare-stores';
import { generatedData } from './template-data';

const references = new Map<string, Snapshot>();

/** A template with batches of 4, to be trained on the backend in use. */
export async function openTemplate(id: TemplateId): Promise<Session> {
  const document = templates[id].create();
  return Session.open({
    document: { ...document, training: { ...document.training, batchSize: 4 } },
    data: await generatedData(document, 16),
  });
}
async function stepsOn(backend: BackendName, id: TemplateId, steps: number): Promise<Snapshot> {
  const choice = await chooseBackend(backend);
  if (choice.backend !== backend) throw new Error(`${backend} is not to be had: ${choice.fallbacks.map(({ reason }) => reason).join(' ')}`);
  const session = await openTemplate(id);
  for (let i = 0; i < steps; i++) session.stepBlind();
  const snapshot = await session.snapshot();
  session.dispose();
  return snapshot;
}

/** Largest relative difference of a parameter or of the optimiser's state after some training steps, against plain JavaScript. */
export async function compareSteps(backend: BackendName, id: TemplateId, steps: number): Promise<NamedDifference> {
  const key = `${id} ${steps}`;
  if (!references.has(key)) references.set(key, await stepsOn('cpu', id, steps));
  return worstDifference(references.get(key)!.parameters, (await stepsOn(backend, id, steps)).parameters);
}
