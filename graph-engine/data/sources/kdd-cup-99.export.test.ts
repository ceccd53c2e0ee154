/** Half a million rows, which take longer to read than most stages of a check may: read with the projects that are built. */
import { it } from 'vitest';
import { checkPublished } from './testing/check-published.node';

it('kdd-cup-99: the published file is downloaded and read as it says', () => checkPublished('kdd-cup-99', 'kddcup99/kddcup.data_10_percent.gz', 41, [97_278, 280_790]));
