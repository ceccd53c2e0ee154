import type { ViewRequest } from '@/graph-engine/training/protocol';

/** One for the drawer and the inspector, which then share an answer. */
export const sharesRequest: ViewRequest = { kind: 'column-shares', count: 2000 };
