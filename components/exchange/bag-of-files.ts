/** Files of a drop or a dialog as what comes in. */
import { blobSource } from '@/graph-engine/data/formats/source-of-bytes';
import { bagOf, type Bag } from '@/graph-engine/exchange/bag';
import { commonName } from '@/components/data/common-name';
import type { GivenFile } from '@/components/data/read-protocol';

/** @throws DataError */
export const bagOfFiles = (files: readonly GivenFile[]): Promise<Bag> => bagOf(files.length === 1 ? files[0]!.name : commonName(files), files.map(({ name, blob }) => ({ path: name, source: blobSource(name, blob) })));
