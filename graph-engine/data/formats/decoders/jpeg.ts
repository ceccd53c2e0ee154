/**
 * mozjpeg, by @jsquash/jpeg: pixels as libjpeg makes them, with smoothly widened colours as browsers have them, about six times as fast as
 * jpeg-js, which repeats colours and takes what is missing for zeros.
 */
import { decoder, type DecoderSource, type Rgba } from './emscripten';

type Decode = (bytes: Uint8Array, turned: boolean) => Rgba | null;

export const decodeJpeg = decoder<Decode>(
  async () => {
    const [{ default: factory }, { default: text }] = await Promise.all([import('@jsquash/jpeg/codec/dec/mozjpeg_dec.js'), import('./built/jpeg')]);
    return { factory: factory as unknown as DecoderSource<Decode>['factory'], text };
  },
  // How the camera was held is seen to by the reader.
  (decode) => (bytes) => decode(bytes, false),
);
