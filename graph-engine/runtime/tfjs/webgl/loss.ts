import { LossWatch } from '../../loss-watch';
import { renderingContext } from './backend';

const OUT_OF_MEMORY = 0x0505;
const watches = new WeakMap<object, LossWatch>();

/** A lost context answers with zeros, so it is asked at every read. */
export function watchWebGl(): LossWatch {
  const gl = renderingContext();
  const known = watches.get(gl);
  if (known) return known;
  const lost = 'WebGL stopped: the GPU was lost.';
  const watch = new LossWatch(() => (gl.isContextLost() ? lost : gl.getError() === OUT_OF_MEMORY ? 'WebGL stopped: the GPU has no memory left for this model.' : null));
  watches.set(gl, watch);
  gl.canvas.addEventListener('webglcontextlost', () => watch.report(lost));
  return watch;
}
