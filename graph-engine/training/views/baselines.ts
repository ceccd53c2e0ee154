/** What simpler means give back of the same items: their figures once for a session, and their pictures. */
import type { Baselines } from '../../inspect/baselines/types';
import { measureBaselines, rebuiltByBaseline } from '../baselines';
import type { Session } from '../session';
import { nothing, type ViewOf } from './definition';

const NONE = 'No Loss compares an output with the data that it was made from, so there is nothing to compare by simpler means.';
const known = new WeakMap<Session, Promise<Baselines | null>>();

export const baselinesView: ViewOf<'baselines'> = async ({ session }, { gently }) => {
  const asked = known.get(session) ?? measureBaselines(session, gently);
  known.set(session, asked);
  asked.catch(() => known.delete(session));
  const found = await asked;
  return found && found.figures.length > 0 ? { kind: 'baselines', found } : nothing(NONE);
};

export const rebuiltView: ViewOf<'rebuilt'> = async ({ session, roles, data }, { items, gently }) => {
  if (!roles.data) return nothing(NONE);
  const found = await rebuiltByBaseline(session, new Map([[roles.data.node, Uint32Array.from(items)]]), gently, data);
  return found ? { kind: 'rebuilt', title: found.title, images: { shape: roles.data.type.shape, count: items.length, values: found.values } } : nothing(NONE);
};
