/**
 * What a page, a worker and Node all have, and the types of Node leave out: the engine is compiled without the DOM library,
 * so anything that is not here or in ECMAScript is not there for it.
 */
type SubtleCrypto = import('node:crypto').webcrypto.SubtleCrypto;

declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
    grow(pages: number): number;
  }
  const Memory: new (descriptor: { initial: number; maximum?: number; shared?: boolean }) => Memory;
  interface Module {
    readonly [Symbol.toStringTag]?: string;
  }
  const Module: (new (bytes: ArrayBuffer | Uint8Array) => Module) & {
    exports(module: Module): readonly { readonly name: string; readonly kind: string }[];
    imports(module: Module): readonly { readonly module: string; readonly name: string; readonly kind: string }[];
  };
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  const Instance: new (module: Module, imports?: Record<string, Record<string, unknown>>) => Instance;
  function validate(bytes: ArrayBuffer | Uint8Array): boolean;
  function compile(bytes: ArrayBuffer | Uint8Array): Promise<Module>;
  function instantiate(bytes: ArrayBuffer | Uint8Array, imports?: Record<string, Record<string, unknown>>): Promise<{ module: Module; instance: Instance }>;
}
