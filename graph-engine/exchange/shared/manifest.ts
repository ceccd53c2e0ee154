/** `hourglass.json`: what a shared file holds, and what it does not. */
import * as z from 'zod/mini';

export const FORMAT = 'hourglass-share';
export const VERSION = 1;

const picture = z.object({ path: z.string(), title: z.string() });
const dataset = z.object({
  node: z.string(),
  /** As the sender saw it. */
  name: z.string(),
  items: z.number(),
  /** Paths in the archive; none where the data stay with the sender. */
  files: z.array(z.string()),
  /** What each of these is called, with the folders that name its class; absent in files of earlier versions. */
  names: z.optional(z.array(z.string())),
});
export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  /** Of the document. */
  name: z.string(),
  /** Steps that the weights were trained for; null where there are none. */
  step: z.nullable(z.number()),
  /** See dataFingerprint; null where nothing was trained. */
  data: z.nullable(z.string()),
  datasets: z.array(dataset),
  pictures: z.array(picture),
});
export type Manifest = z.infer<typeof manifestSchema>;
