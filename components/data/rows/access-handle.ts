/** What a worker reads and writes a file of the browser by. */

export interface Access {
  /** Missing in a browser that knows one mode alone. */
  readonly mode?: 'readwrite' | 'read-only' | 'readwrite-unsafe';
  read(into: ArrayBufferView, at: { readonly at: number }): number;
  write(bytes: ArrayBufferView, at: { readonly at: number }): number;
  flush(): void;
  close(): void;
}
