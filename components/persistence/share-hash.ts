/** How a link that holds a document is told from others; what reads and writes it is loaded for such a link alone. */
export const sharePrefix = '#document=';
export const isShareHash = (hash: string): boolean => hash.startsWith(sharePrefix);
