/** The kernels of an exported module, as they lie beside it. */
import inference from '../../runtime/wasm/built/inference';

export const kernelsFile = (): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(inference), (character) => character.charCodeAt(0));
