/** What names of the user cannot be in an exported project: words of the language, what its files call, and classes of the language or beside them. */
export const reserved: ReadonlySet<string> = new Set(
  `abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum eval
  export extends false finally for from function get global globalThis if implements import in infer infinity instanceof interface is keyof let module
  namespace nan never new null number object of package private process protected prototype public readonly require return self set static string super
  switch symbol this throw true try type typeof undefined unknown using var void while with yield
  tf ops codes mode step batchSize weights forward judge start encode decode reconstruct guess
  hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf
  Array Boolean Date Error Float32Array Function Infinity Int32Array Map Math NaN Number Object Promise Proxy Reflect RegExp Set String Symbol Uint8Array Model Batch Values Judged Mode Tensor`.split(/\s+/),
);
