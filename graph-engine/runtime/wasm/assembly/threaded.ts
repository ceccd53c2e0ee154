/** The module for several threads: everything of the other one, and what brings them together. */
export { heapBase, run } from './index';
export { runTogether, serve } from './threads';
