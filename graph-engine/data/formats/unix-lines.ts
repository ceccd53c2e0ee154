/** A text whose lines end with a line feed, piece by piece. */
import type { TextFile, TextPiece } from './text';

export interface Lines extends TextPiece {
  readonly more: boolean;
}
/** Lines end with a line feed, whatever the file has. A carriage return at the end of a piece waits for what follows. */
export async function* unixLines(file: TextFile, signal?: AbortSignal): AsyncGenerator<Lines, void> {
  let isCut = false;
  let read = 0;
  for await (const piece of file.pieces(signal)) {
    read = piece.read;
    let text: string = isCut ? `\r${piece.text}` : piece.text;
    isCut = text.endsWith('\r');
    if (isCut) text = text.slice(0, -1);
    if (text !== '') yield { text: withLineFeeds(text), read, more: true };
  }
  yield { text: isCut ? '\n' : '', read, more: false };
}
export const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text);
