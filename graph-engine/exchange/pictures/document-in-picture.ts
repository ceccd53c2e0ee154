/**
 * A document inside a picture of it: in PNG as international text (chunk iTXt of RFC 2083's successor, ISO/IEC 15948, section 11.3.3), in SVG as metadata. What is
 * taken out is text alone, which is then read like any file: with its limits, its schema and its messages. Nothing of an SVG is ever run or drawn.
 */
import { crc32 } from '../../data/formats/crc32';
import { isPng, SIGNATURE } from '../../data/formats/png/signature';
import { limits } from '../../document/limits';
import { fromBase64, toBase64 } from '../base64';
import { pngChunk } from './write-png';

const KEYWORD = 'hourglass';
/** Keyword, a zero, not compressed (2 bytes), no language and no translated keyword (2 zeros). */
const HEAD = new TextEncoder().encode(`${KEYWORD}\0\0\0\0\0`);
/** From the length of a chunk to its content, and its checksum. */
const FRAME = 12;
const NAMESPACE = 'https://hourglass.example/document';
const OPEN = `<hourglass:document xmlns:hourglass="${NAMESPACE}">`;
const CLOSE = '</hourglass:document>';

/** Why there is no document to be had, as a sentence. */
export class NoDocument extends Error {}

/** `png`: a whole file; the text goes before its end mark. */
export function withDocumentInPng(png: Uint8Array, text: string): Uint8Array {
  const content = new TextEncoder().encode(text);
  const body = new Uint8Array(HEAD.length + content.length);
  body.set(HEAD);
  body.set(content, HEAD.length);
  const chunk = pngChunk('iTXt', body);
  const end = png.length - FRAME;
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, end));
  out.set(chunk, end);
  out.set(png.subarray(end), end + chunk.length);
  return out;
}

function fromPng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at: number = SIGNATURE.length; at + FRAME <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + FRAME + length;
    if (end > bytes.length) throw new NoDocument('The picture is cut off.');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const content = bytes.subarray(at + 8, end - 4);
    if (type === 'iTXt' && HEAD.every((byte, i) => content[i] === byte)) {
      if (content.length - HEAD.length > limits.text) throw new NoDocument('The document in the picture is too large.');
      if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) throw new NoDocument('The document in the picture is damaged: its checksum is another.');
      return content.slice(HEAD.length);
    }
    at = end;
  }
  throw new NoDocument('The picture holds no document. Only pictures saved by “Picture of the graph” do, and programs that send pictures on often take it out.');
}

/** As an element that stands in an SVG. */
export const documentAsMetadata = (text: string): string => `<metadata>${OPEN}${toBase64(new TextEncoder().encode(text))}${CLOSE}</metadata>`;

function fromSvg(bytes: Uint8Array): Uint8Array {
  // Base64 takes four letters for three bytes; the drawing beside it is small.
  if (bytes.length > 2 * limits.text) throw new NoDocument('The picture is too large.');
  const text = new TextDecoder().decode(bytes);
  const from = text.indexOf(OPEN);
  const to = text.indexOf(CLOSE, from);
  if (from < 0 || to < 0) throw new NoDocument('The picture holds no document. Only pictures saved by “Picture of the graph” do.');
  try {
    return fromBase64(text.slice(from + OPEN.length, to));
  } catch {
    throw new NoDocument('The document in the picture is damaged: it is no base64.');
  }
}

/** The bytes of the document's text. @throws NoDocument */
export const documentInPicture = (bytes: Uint8Array): Uint8Array => (isPng(bytes) ? fromPng(bytes) : fromSvg(bytes));
