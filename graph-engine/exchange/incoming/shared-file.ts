/** A file that was shared (`*.hourglass.zip`): a run with pictures, and a manifest that says what is in it. */
import { DataError } from '../../data/data-error';
import type { NamedBytes } from '../../data/formats/definition';
import { refuse } from '../../data/formats/refuse';
import { memberOf, type Bag } from '../bag';
import { LARGEST_DATA, MEMBERS } from '../members';
import { FORMAT, manifestSchema, VERSION, type Manifest } from '../shared/manifest';
import type { IncomingKind } from './definition';
import { holdsDrawing, readDrawing } from './drawing';

/** Bytes of a picture. */
const LARGEST_PICTURE = 2 ** 24;

function manifestIn(name: string, bytes: Uint8Array): Manifest {
  const file = `${name}, ${MEMBERS.manifest}`;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse(file, 'JSON', 'something else', 'It is cut off or damaged: ask for the file again.');
  }
  const version = (value as { readonly version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > VERSION) throw new DataError(`${file}: it has version ${version}, and this Hourglass reads up to ${VERSION}. Open it in a newer one.`);
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`${file}, ${issue!.path.join('.') || 'the whole'}`, `what a shared file says of itself (${FORMAT})`, issue!.message, 'It was changed by hand or is damaged: ask for the file again.');
}

async function filesAt(bag: Bag, paths: readonly string[], largest: number): Promise<readonly NamedBytes[]> {
  return Promise.all(
    paths.map(async (path) => {
      const bytes = await memberOf(bag, path, largest);
      return bytes ? { name: path, bytes } : refuse(bag.name, `the file ${JSON.stringify(path.slice(0, 120))} that ${MEMBERS.manifest} names`, 'none', 'It was changed by hand or is damaged: ask for the file again.');
    }),
  );
}

export const sharedFile: IncomingKind = {
  id: 'shared-file',
  recognises: (bag) => holdsDrawing(bag) && bag.files.has(MEMBERS.manifest),
  async read(bag) {
    const manifest = manifestIn(bag.name, (await memberOf(bag, MEMBERS.manifest))!);
    const drawn = await readDrawing(bag, 'a shared file');
    const pictures = await filesAt(bag, manifest.pictures.map(({ path }) => path), LARGEST_PICTURE);
    const data = new Map<string, readonly NamedBytes[]>();
    for (const { node, files, names } of manifest.datasets) {
      if (files.length === 0) continue;
      const found = await filesAt(bag, files, LARGEST_DATA);
      data.set(node, found.map(({ name, bytes }, i) => ({ name: names?.[i] ?? name.replace(/^.*\/\d+-/, ''), bytes })));
    }
    return { ...drawn, shared: { manifest, pictures, data } };
  },
};
