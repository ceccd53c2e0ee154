/** The profile of a step of a template on one backend, and how much measuring changed the weights. Runs in Node and in a browser. */
import { chooseBackend } from '../runtime/backends/choose';
import type { BackendName } from '../runtime/backends/definition';
import { measureStep } from '../training/profile/measure-step';
import type { StepProfile } from '../training/profile/types';
import { Session } from '../training/session';
import { templates, type TemplateId } from '@/templates/registry';
import { worstDifference } from './compare-stores';
import { generatedData } from './template-data';

export async function measureTemplate(backend: BackendName, id: TemplateId): Promise<{ readonly profile: StepProfile; readonly difference: number }> {
  const choice = await chooseBackend(backend);
  if (choice.backend !== backend) throw new Error(`${backend} is not to be had: ${choice.fallbacks.map(({ reason }) => reason).join(' ')}`);
  const document = templates[id].create();
  const session = await Session.open({ document, data: await generatedData(document, 100) });
  session.stepBlind();
  const before = await session.snapshot();
  const profile = await measureStep(session, { rounds: 3, budgetMs: 100 });
  const { difference } = worstDifference(before.parameters, (await session.snapshot()).parameters);
  session.dispose();
  return { profile, difference };
}
