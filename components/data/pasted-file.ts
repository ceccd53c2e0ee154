/** Rows that were pasted, as a file that is kept and read like others. */
import type { GivenFile } from './read-protocol';

const type = 'text/tab-separated-values';
/** Named after the moment: another paste is another file. */
export const pastedFile = (text: string): GivenFile => ({ name: `pasted-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.tsv`, blob: new Blob([text], { type }) });
