/** A document as a link: its text, deflated, in the part of the address that never leaves the browser. */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { limits } from '@/graph-engine/document/limits';
import { openDocument, type Opened } from '@/graph-engine/document/open';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { catalogue } from '@/graph-engine/catalogue';
import { fromBase64, toBase64 } from '@/graph-engine/exchange/base64';
import { isShareHash, sharePrefix } from './share-hash';

/** Letters that an address takes as they are. */
const toBase64Url = (bytes: Uint8Array): string => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const fromBase64Url = (text: string): Uint8Array => fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));

export const shareHash = (document: HourglassDocument): string => sharePrefix + toBase64Url(deflateSync(strToU8(JSON.stringify(document)), { level: 9 }));

const refuse = (message: string): Opened => ({ ok: false, problems: [{ place: 'link', message }] });

/** Inflates piece by piece, so that a small link cannot fill the memory; null where there is more than `most`. */
function inflate(bytes: Uint8Array, most: number = limits.text): string | null {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate((piece) => {
    size += piece.length;
    if (size <= most) pieces.push(piece);
  });
  for (let at = 0; at < bytes.length && size <= most; at += 4096) stream.push(bytes.subarray(at, at + 4096), at + 4096 >= bytes.length);
  if (size > most) return null;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return strFromU8(whole);
}

/** Whether the text of a link has at most so many bytes, or none because it is damaged: it is told by unpacking no more. */
export function inflatesWithin(hash: string, most: number): boolean {
  try {
    return inflate(fromBase64Url(hash.slice(sharePrefix.length)), most) !== null;
  } catch {
    return true;
  }
}

/** Null where the hash is no link to a document. */
export function readShareHash(hash: string): Opened | null {
  if (!isShareHash(hash)) return null;
  try {
    const text = inflate(fromBase64Url(hash.slice(sharePrefix.length)));
    return text === null ? refuse(`the document in it is larger than ${limits.text / 1024 / 1024} MB.`) : openDocument(text, catalogue);
  } catch (error) {
    // atob and fflate throw on any damage; what they say means nothing to the reader of the link.
    if (!(error instanceof Error)) throw error;
    return refuse('it is damaged or was cut off; ask for it again.');
  }
}
