/** An SVG as the pixels of a PNG file, drawn by the browser. */
interface Size {
  readonly width: number;
  readonly height: number;
}
/** Pixels for a point, where the picture does not grow beyond `MOST`. */
const SHARP = 2;
const MOST = 8192;

export async function svgToPng(svg: string, { width, height }: Size): Promise<Uint8Array> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(SHARP, MOST / Math.max(width, height));
    const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  } finally {
    URL.revokeObjectURL(url);
  }
}
