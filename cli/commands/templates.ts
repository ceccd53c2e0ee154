import { templates } from '@/templates/registry';
import { table } from '../table';
import type { CliCommand } from './definition';

export const templatesCommand: CliCommand<object> = {
  usage: 'templates',
  description: 'list the templates, in the order of the lecture',
  options() {},
  async run(_args, _options, output) {
    const rows = Object.values(templates).map(({ id, title, paragraph }) => ({ id, title, paragraph }));
    output.print(table(rows.map(({ id, title }) => [id, title])));
    output.result({ templates: rows });
  },
};
