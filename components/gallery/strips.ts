/** What `npm run bench -- strips --save` kept of each template after its training, for its card. */
import * as z from 'zod/mini';

/** Pictures in a row. */
export const stripItems = 8;

const bins = z.readonly(z.array(z.number()));
const schema = z.union([
  z.strictObject({ rows: z.readonly(z.array(z.strictObject({ label: z.string(), png: z.string() }))) }),
  z.strictObject({ bars: z.strictObject({ usual: bins, unusual: bins }) }),
]);
/** Rows of pictures (PNG files in base64), or how usual and unusual rows are scored, in bins. */
export type Strip = z.infer<typeof schema>;

interface SavedRow {
  readonly template: string;
  readonly run: string;
  readonly strip: string;
}

/** Null where nothing was kept. */
export function stripOf(template: string, rows: readonly SavedRow[]): Strip | null {
  const row = rows.find((one) => one.template === template);
  return row ? schema.parse(JSON.parse(row.strip)) : null;
}
