/** Which files are the data now, in a sentence. */
import { commonName, folderOf } from '@/components/data/common-name';

/** Of more the names say less than how many there are. */
const MOST_NAMED = 3;

/** `before`: what the Dataset was called; `isRenamed`: it is called by the new files now. */
export function dataWords(files: readonly { readonly name: string }[], before: string, isRenamed: boolean): string {
  const isNamed = files.length <= MOST_NAMED;
  const called = isNamed ? files.map(({ name }) => name).join(', ') : commonName(files);
  const isOne = isNamed ? files.length === 1 : folderOf(files) !== null;
  return `${called} ${isOne ? 'is' : 'are'} now the data${isRenamed ? `, in place of ${before}` : ` of ${before}`}`;
}
