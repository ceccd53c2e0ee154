/** Compiles the shaders of a program before its first run, those of tfjs and ours: side by side where the browser can say which are ready, else one by one. */
import type { Feeds } from '../../device';
import type { Prepared } from '../executor';
import type { TfStore } from '../store';
import { webGlBackend, type Binary } from './backend';
import { shadersOfSteps } from './rehearse';
import { keepShader } from './without-gpu';

/** tfjs asks which are ready at each animation frame, which a hidden page does not have. */
const ASK_AGAIN_MS = 4;
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function compileShaders(prepared: Prepared, onProgress: (done: number, total: number) => void, store: Pick<TfStore, 'batch'>, feeds: Feeds): Promise<void> {
  const backend = webGlBackend();
  const { gl, parallelCompilationExtension: parallel } = backend.getGPGPUContext();
  const pending = new Map(shadersOfSteps(prepared, store, feeds));
  const total = pending.size;
  if (total > 0) onProgress(0, total);
  const keep = (key: string, binary: Binary): void => {
    keepShader(backend, key, binary);
    pending.delete(key);
    onProgress(total - pending.size, total);
  };
  if (!parallel) {
    for (const [key, binary] of pending) {
      start([binary]);
      keep(key, binary);
      // The worker stays open to messages, and the page is told.
      await rest(0);
    }
    return;
  }
  start([...pending.values()]);
  while (pending.size > 0) {
    await rest(ASK_AGAIN_MS);
    for (const [key, binary] of pending) if (gl.getProgramParameter(binary.webGLProgram, parallel.COMPLETION_STATUS_KHR) !== false) keep(key, binary);
  }

  /** Nothing is asked of a shader here: an answer would be waited for. */
  function start(binaries: readonly Binary[]): void {
    for (const { fragmentShader } of binaries) gl.compileShader(fragmentShader);
    for (const { webGLProgram } of binaries) gl.linkProgram(webGLProgram);
    gl.flush();
  }
}
