/** What is asked of the model that is open, and changes nothing in its training. */
import { findRoles } from '../inspect/roles';
import { writeSafetensors } from '../runtime/safetensors';
import { checkValues } from './check-values';
import { dataRemarks } from './data-remarks';
import { checkpointOf, type OpenModel } from './open-model';
import { measureStep } from './profile/measure-step';
import type { Answer, Request } from './protocol';
import { view } from './views';

export type Question = Extract<Request, { kind: 'view' | 'look' | 'weights' | 'snapshot' | 'profile' }>;

export async function answerAbout(model: OpenModel, request: Question): Promise<Answer> {
  const { session, trainer } = model;
  switch (request.kind) {
    case 'view': {
      const roles = findRoles(session.document, session.analysis, 'about' in request.view ? request.view.about : undefined);
      return { kind: 'view', view: await view({ session, roles, data: (!request.view.own && model.look) || session.data }, request.view) };
    }
    case 'look': {
      const look = request.data && session.data.beside(request.data);
      model.look = look;
      return { kind: 'looked', remarks: look ? [...look.feeds.values()].flatMap(dataRemarks) : [] };
    }
    case 'weights': {
      // Of one moment: a run under way waits between two steps.
      return trainer.between(async () => {
        const { parameters, step } = await session.snapshot();
        return { kind: 'weights', bytes: writeSafetensors(parameters, { step: String(step), data: model.data }), check: request.check ? await checkValues(session) : null };
      });
    }
    case 'snapshot':
      // What a model that has taken no step began with tells more than its own state: an edit may fit it again.
      return trainer.between(async () => ({ kind: 'snapshot', checkpoint: (session.step === 0 ? model.began : null) ?? checkpointOf(model, await session.snapshot()), batch: session.batch }));
    case 'profile':
      return { kind: 'profile', profile: await trainer.between(() => measureStep(session)) };
  }
}
