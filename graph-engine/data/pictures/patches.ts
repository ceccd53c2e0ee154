/** Square pieces from random places of a picture: the same seed and picture give the same ones. */
import { Random } from '../../random/counter';
import type { Picture } from '../formats/definition';
import { crop } from './crop';
import type { PictureOptions } from './options';

/** None where the picture is smaller. `number`: of the picture among all. */
export function* patchesOf(picture: Picture, number: number, { size, perPicture, seed }: NonNullable<PictureOptions['patches']>): Generator<Picture, void> {
  if (picture.width < size || picture.height < size) return;
  const random = new Random(seed, 0, number);
  for (let i = 0; i < perPicture; i++) yield crop(picture, random.integer(picture.width - size + 1), random.integer(picture.height - size + 1), size, size);
}
