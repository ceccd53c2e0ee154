/** What an edit, a message or a file needs sooner or later, fetched when the start is over: the server may be gone by then. */

/** A while after the start, so that nothing of it waits for these. */
const AHEAD_MS = 8_000;

const later: readonly (() => Promise<unknown>)[] = [
  () => import('./notices'),
  () => import('./phone-layout'),
  () => import('@/components/canvas/cut-wires'),
  () => import('@/components/canvas/paste-text'),
  () => import('@/components/exchange/open-file'),
  () => import('@/components/inspector/node-inspector'),
  () => import('@/components/inspector/player-form'),
  () => import('@/components/node/frame-node'),
  () => import('@/components/node/note-node'),
  () => import('@/components/node/problem-card'),
  () => import('@/components/views/previews/code-grid-preview'),
  () => import('@/components/views/previews/code-use-preview'),
  () => import('@/components/views/previews/corrupted-preview'),
  () => import('@/components/views/previews/scores-preview'),
  () => import('@/components/views/previews/translation-preview'),
  () => import('@/graph-engine/document/open'),
];

/** Gives what calls it off. */
export function fetchAhead(): () => void {
  // What cannot be fetched is asked for again where it is used, and tells there.
  const timer = setTimeout(() => later.forEach((fetch) => void fetch().catch(() => undefined)), AHEAD_MS);
  return () => clearTimeout(timer);
}
