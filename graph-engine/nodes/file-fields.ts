/** How a Dataset reads the user's file: the fields that no other source has. */
import { layoutIds, layouts } from '../data/formats/layout';
import { findDataset } from '../data/sources/registry';
import type { Fields, IntegerField } from '../document/fields';
import type { Params } from '../document/types';

export const isFile = (source: string): boolean => findDataset(source)?.origin === 'file';
const ofFiles = ({ source }: Params): boolean => isFile(String(source));
/** Chosen where the data are looked at, since the shape changes with it. */
const elsewhere = (): boolean => false;

export const labelColumnField: IntegerField = {
  type: 'integer',
  label: 'Label column',
  help: 'Which column is the class, counted from 0, where the labels file has several for each item.',
  default: 0,
  min: 0,
  max: 63,
  advanced: true,
  when: ofFiles,
};

export const fileFields = {
  fileName: { type: 'text', label: 'File', help: 'The file that was dropped here.', default: '', maxLength: 255, isPath: true, when: ofFiles },
  shape: {
    type: 'shape',
    label: 'Shape',
    help: 'Height, width and channels of one item.',
    default: [28, 28, 1],
    when: ofFiles,
  },
  layout: {
    type: 'choice',
    label: 'Order in the file',
    help: 'In which order the file holds the sides of an item; items are turned to height, width, channels.',
    default: 'channels-last',
    options: layoutIds.map((value) => ({ value, label: layouts[value].title })),
    when: elsewhere,
  },
  labelColumn: labelColumnField,
} as const satisfies Fields;
