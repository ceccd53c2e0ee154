/** A version in words. */
import { secondWords } from '@/components/ui/date-words';
import type { VersionInfo } from '@/components/persistence/version-storage';

export const dateOf = ({ at }: Pick<VersionInfo, 'at'>): string => secondWords(at);
/** As messages and the history call it. */
export const calledOf = (version: Pick<VersionInfo, 'at' | 'label'>): string => (version.label === undefined ? `the version of ${dateOf(version)}` : `the version “${version.label}”`);
export const isForGood = ({ label, starred }: Pick<VersionInfo, 'label' | 'starred'>): boolean => label !== undefined || starred === true;
