import type { DataTable } from '@/graph-engine/data/table';

/** Whether items were picture files: of those it is known which file each is of. */
export const isPictures = ({ shape, beside = [], sound }: DataTable): boolean => sound === undefined && shape.length === 3 && beside.some(({ name }) => name === 'file');
