/** One view: from a request to a small result. A new view is a file and a line in `index.ts`. */
import type { Roles } from '../../inspect/roles';
import type { ViewRequest, ViewResult } from '../protocol';
import type { Session } from '../session';
import type { SessionData } from '../session-data';

export interface ViewContext {
  readonly session: Session;
  readonly roles: Roles;
  /** What is looked at: the data of the session, or others beside them. */
  readonly data: SessionData;
}
export type ViewOf<K extends ViewRequest['kind']> = (context: ViewContext, request: Extract<ViewRequest, { kind: K }>) => Promise<ViewResult>;

export const nothing = (reason: string): ViewResult => ({ kind: 'none', reason });
