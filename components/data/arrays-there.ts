/** Which arrays the file of a table has, where there is a choice among them. */
import type { ArraysThere, DataTable } from '@/graph-engine/data/table';

export const arraysThere = ({ notes }: DataTable): ArraysThere | null => notes?.find(({ arrays }) => arrays)?.arrays ?? null;
