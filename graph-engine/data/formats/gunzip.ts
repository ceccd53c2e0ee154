/**
 * Opens gzip (RFC 1952) piece by piece, so that who reads can stop before there is more than was declared. A file may hold several
 * members, one after another, empty ones too, and zeros after the last; each is checked against its length and checksum.
 */
import { DataError } from '../data-error';
import { GzipMembers, NO_END, OTHER_PART, STEP, TRAILER, afterGzip, brokenGzip, isGzip, isTrailerOf, type Member } from './gzip-members';

export { isGzip };

/** The bytes themselves, or what they hold when they are gzip; nothing is unpacked that is not asked for. Throws DataError when the compressed data are broken. */
export function* gunzip(bytes: Uint8Array, name: string): Generator<Uint8Array, void> {
  if (isGzip(bytes)) yield* unpack(bytes, name);
  else yield bytes;
}

function* unpack(bytes: Uint8Array, name: string): Generator<Uint8Array, void> {
  const members = new GzipMembers();
  const fail = (reason: string): never => {
    throw new DataError(brokenGzip(name, members.total, reason));
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isTrailer = (member: Member, end: number): boolean => end - TRAILER >= member.start && isTrailerOf(member, view, end - TRAILER);

  let rest = 0;
  for (let at = 0; at < bytes.length && rest === 0; at += STEP) {
    const { pieces, ended, refused } = members.push(bytes.subarray(at, at + STEP));
    for (const { member, end } of ended) if (!isTrailer(member, end)) fail(OTHER_PART);
    if (refused !== null) {
      // What follows the last member is no member: the stream says no more than that.
      rest = refused.whole ? endOfMember(bytes.length, members.member, isTrailer) : 0;
      if (rest === 0) fail(refused.reason);
    }
    yield* pieces;
  }
  const end = rest || (members.lastIsWhole() ? endOfMember(bytes.length, members.member, isTrailer) : 0);
  if (end === 0) fail(NO_END);
  const trailing = bytes.subarray(end);
  if (trailing.some((byte) => byte !== 0)) throw new DataError(afterGzip(name, end, trailing.length));
}

/** Where the member ends: after the eight bytes that are its checksum and length; 0 where there are none. */
function endOfMember(size: number, member: Member, isTrailer: (member: Member, end: number) => boolean): number {
  // As a rule at the end of the file; where it is empty, zeros that fill the file up look like its end.
  if (member.length > 0 && isTrailer(member, size)) return size;
  for (let end = member.start + TRAILER; end <= size; end++) if (isTrailer(member, end)) return end;
  return 0;
}
