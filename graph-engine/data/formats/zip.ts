/** Zip archives: what lies in one, by its directory, each unpacked when it is read. An archive in an archive is a file like others, and is not opened. */
import type { DataNote } from '../table';
import { baseName } from './base-name';
import type { ArchiveFormat, ByteSource } from './definition';
import { refuseBomb } from './inflate';
import { counted, refuse } from './refuse';
import { readDirectory, zipLimits, type DirectoryEntry } from './zip-directory';
import { Unpacked, ZipEntry } from './zip-entry';
import { cleanName, isBeside } from './zip-names';

const methods: Readonly<Record<number, string>> = { 9: 'Deflate64', 12: 'bzip2', 14: 'LZMA', 93: 'Zstandard', 95: 'xz', 97: 'WavPack', 98: 'PPMd', 99: 'AES encryption' };
/** Bits of an entry that say that it is encrypted, or its name. */
const ENCRYPTED = 0x2041;
/** A header without the name. */
const HEADER = 30;

function check(entry: DirectoryEntry, name: string, archive: string, largest: number): void {
  const title = `${archive}, ${name}`;
  const { flags, method, packed, unpacked } = entry;
  if ((flags & ENCRYPTED) !== 0 || method === 99) refuse(title, 'files that anybody can read', 'one that is encrypted', 'Unpack the archive with its password, and pack it again without one.');
  if (method !== 0 && method !== 8) refuse(title, 'files that are stored or packed with Deflate', `one packed with ${methods[method] ?? `method ${method}`}`, 'Pack the archive again as a plain zip.');
  if (unpacked > largest) refuse(title, `at most ${counted(largest)}`, `${counted(unpacked)} when it is unpacked`, 'Unpack it with another program, or use a part of it.');
  if (method === 0 && packed !== unpacked) refuse(title, `${counted(unpacked)} that are stored`, counted(packed), 'The archive is damaged: download or copy it again.');
  refuseBomb(title, packed, unpacked);
}

/** For each entry, where the next one in the file begins. Entries that share bytes make a small archive unpack to any size. */
function endsOf(entries: readonly DirectoryEntry[], start: number, archive: string): ReadonlyMap<DirectoryEntry, number> {
  const ends = new Map<DirectoryEntry, number>();
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  sorted.forEach((entry, i) => {
    const end = sorted[i + 1]?.offset ?? start;
    const last = entry.offset + HEADER + entry.nameBytes + entry.packed;
    if (last > end) {
      const what = sorted[i + 1] ? 'bytes that belong to two of them' : 'one that is longer than the archive';
      refuse(archive, 'files that lie one after another', `${what} (${JSON.stringify(entry.name.slice(0, 120))})`, 'The archive is damaged or made to fill the memory: download it again.');
    }
    ends.set(entry, end);
  });
  return ends;
}

/** `largest`: bytes that a file may unpack to, for who does not keep them all. @throws DataError */
export async function listZip(source: ByteSource, tell: (note: DataNote) => void, largest: number = zipLimits.entry): Promise<readonly ZipEntry[]> {
  const archive = source.name;
  const { entries, start } = await readDirectory(source);
  const ends = endsOf(entries, start, archive);
  const unpacked = new Unpacked();
  const files = new Map<string, ZipEntry>();
  let [all, packed] = [0, 0];
  const [links, twice]: [string[], string[]] = [[], []];
  for (const entry of entries) {
    const name = cleanName(entry.name, archive);
    if (isBeside(name)) continue;
    if (entry.isLink) {
      links.push(name);
      continue;
    }
    check(entry, name, archive, largest);
    all += entry.unpacked;
    packed += entry.packed;
    if (files.has(name)) twice.push(name);
    files.set(name, new ZipEntry(name, source, entry, ends.get(entry)!, unpacked));
  }
  if (all > zipLimits.all) refuse(archive, `at most ${counted(zipLimits.all)} in all`, `${counted(all)} when it is unpacked`, 'Use a smaller archive, or unpack it with another program.');
  refuseBomb(archive, packed, all);
  const some = (names: readonly string[]): string => names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
  if (twice.length > 0) tell({ text: `${baseName(archive)}: several files are called ${some(twice)}; the last of each is read.` });
  if (links.length > 0) tell({ text: `${baseName(archive)}: ${some(links)} are links to other files, and are left out. Pack the files themselves.` });
  return [...files.values()];
}

export const zip: ArchiveFormat = {
  id: 'zip',
  title: 'Zip archive',
  extensions: ['zip'],
  gives: 'files',
  recognises: (start) => start[0] === 0x50 && start[1] === 0x4b && ((start[2] === 3 && start[3] === 4) || (start[2] === 5 && start[3] === 6)),
  list: (source, tell = () => {}) => listZip(source, tell),
};
