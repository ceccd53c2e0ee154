import { bench } from './bench';
import { check } from './check';
import { encode } from './encode';
import { evaluate } from './evaluate';
import { exportCommand } from './export';
import { program } from './program';
import { templatesCommand } from './templates';
import { train } from './train';

export const commands = { templates: templatesCommand, check, program, train, evaluate, encode, export: exportCommand, bench };
