import { baselines } from './baselines';
import { bench } from './bench';
import { check } from './check';
import { data } from './data';
import { encode } from './encode';
import { evaluate } from './evaluate';
import { exportCommand } from './export';
import { program } from './program';
import { report } from './report';
import { runs } from './runs';
import { templatesCommand } from './templates';
import { score } from './score';
import { share } from './share';
import { train } from './train';

export const commands = { templates: templatesCommand, check, program, data, train, runs, evaluate, baselines, report, score, encode, export: exportCommand, share, bench };
