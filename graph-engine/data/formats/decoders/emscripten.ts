/**
 * Decoders that Emscripten compiled (libwebp, mozjpeg), as jSquash publishes them. Their WebAssembly comes along as text in a module, like the kernels:
 * a page, a worker, Node and a bundled command line load it alike, and nothing is fetched.
 */
import { inflateSync } from 'fflate';

/** What Emscripten's module makes; only what is used of it. */
export interface Instance<Decode> {
  readonly decode: Decode;
  readonly HEAPU8: Uint8Array;
}
type Factory<Decode> = (options: {
  readonly noInitialRun: true;
  readonly instantiateWasm: (imports: ConstructorParameters<typeof WebAssembly.Instance>[1], done: (instance: WebAssembly.Instance) => void) => unknown;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}) => Promise<Instance<Decode>>;
export interface DecoderSource<Decode> {
  readonly factory: Factory<Decode>;
  /** The WebAssembly: deflated, in base64. */
  readonly text: string;
}
/** Pixels as red, green, blue and how opaque. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}
export interface Decoded {
  /** Null where the decoder gave none. */
  readonly image: Rgba | null;
  /** What the decoder complained about, in its own words. */
  readonly complaints: readonly string[];
}

/** Memory of a decoder never shrinks: one that has grown beyond this is given up. */
const MOST_KEPT = 128 * 2 ** 20;

/** The decoders wrap pixels in what pages have and Node has not: it is there while they run, and leaves nothing behind. */
function withImageData<Result>(run: () => Result): Result {
  const scope = globalThis as { ImageData?: unknown };
  if (scope.ImageData) return run();
  scope.ImageData = class {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  };
  try {
    return run();
  } finally {
    delete scope.ImageData;
  }
}

/** Loads the decoder when it is first called, and again after it has failed. `call` decodes with an instance. */
export function decoder<Decode>(load: () => Promise<DecoderSource<Decode>>, call: (decode: Decode) => (bytes: Uint8Array) => Rgba | null): (bytes: Uint8Array) => Promise<Decoded> {
  let source: Promise<{ readonly factory: Factory<Decode>; readonly module: WebAssembly.Module }> | null = null;
  let running: Promise<Instance<Decode>> | null = null;
  let complaints: string[] = [];
  const start = async (): Promise<Instance<Decode>> => {
    source ??= load().then(async ({ factory, text }) => ({ factory, module: await WebAssembly.compile(inflateSync(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))) }));
    const { factory, module } = await source;
    return withImageData(() => factory({
      noInitialRun: true,
      instantiateWasm: (imports, done) => {
        const instance = new WebAssembly.Instance(module, imports);
        done(instance);
        return instance.exports;
      },
      print: () => {},
      printErr: (line) => complaints.push(line),
    }));
  };
  return async (bytes) => {
    running ??= start();
    const instance = await running;
    complaints = [];
    try {
      const image = withImageData(() => call(instance.decode)(bytes));
      if (instance.HEAPU8.length > MOST_KEPT) running = null;
      return { image, complaints };
    } catch (error) {
      running = null;
      // An out of memory, or what a library in C does where it cannot go on.
      return { image: null, complaints: complaints.length > 0 ? complaints : [error instanceof Error ? error.message : String(error)] };
    }
  };
}
