import { LossWatch } from '../../loss-watch';
import { renderingContext, type RenderingContext } from './backend';

const OUT_OF_MEMORY = 0x0505;
const full = 'WebGL stopped: the GPU has no memory left for this model.';
const watches = new WeakMap<object, LossWatch>();

/** Whether there was room for what `work` brings to the GPU: something that can be done without. What had no room before is reported. */
export function hasRoom(gl: RenderingContext, work: () => void): boolean {
  if (gl.getError() === OUT_OF_MEMORY) watches.get(gl)?.report(full);
  work();
  return gl.getError() !== OUT_OF_MEMORY;
}
/** A lost context answers with zeros, so it is asked at every read. */
export function watchWebGl(): LossWatch {
  const gl = renderingContext();
  const known = watches.get(gl);
  if (known) return known;
  const lost = 'WebGL stopped: the GPU was lost.';
  const watch = new LossWatch(() => (gl.isContextLost() ? lost : gl.getError() === OUT_OF_MEMORY ? full : null));
  watches.set(gl, watch);
  gl.canvas.addEventListener('webglcontextlost', () => watch.report(lost));
  return watch;
}
