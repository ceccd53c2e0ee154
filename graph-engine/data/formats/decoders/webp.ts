/** libwebp, by @jsquash/webp. */
import { decoder, type DecoderSource, type Rgba } from './emscripten';

type Decode = (bytes: Uint8Array) => Rgba | null;

export const decodeWebp = decoder<Decode>(
  async () => {
    const [{ default: factory }, { default: text }] = await Promise.all([import('@jsquash/webp/codec/dec/webp_dec.js'), import('./built/webp')]);
    return { factory: factory as unknown as DecoderSource<Decode>['factory'], text };
  },
  (decode) => decode,
);
