/**
 * The content-security policy of the served studio: everything comes from its own origin, but for the data sets that a user asks for.
 * A page's own scripts carry a nonce; what workers and other files load is ruled by the same lists without one.
 */

/** Where the published data sets come from; a test compares them with the data sets. */
export const dataHosts = ['https://raw.githubusercontent.com', 'https://storage.googleapis.com'];

/**
 * `nonce` is that of one answer, for a page. While the studio is developed, Next evaluates text and talks to its server.
 * @param {{ nonce?: string, development?: boolean }} [options]
 */
export function contentPolicy({ nonce, development = false } = {}) {
  const directives = {
    'default-src': ["'self'"],
    // The kernels are WebAssembly; nothing else may be compiled from text.
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...(nonce ? [`'nonce-${nonce}'`] : []), ...(development ? ["'unsafe-eval'"] : [])],
    // Threads of tfjs's own WebAssembly backend start from a blob.
    'worker-src': ["'self'", 'blob:'],
    // Positions and sizes are written to elements by React, React Flow and Monaco.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ...dataHosts, ...(development ? ['ws:'] : [])],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
