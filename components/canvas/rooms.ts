/** The canvas and the palette, fetched together: each brings what wires are about, which came twice when they were fetched apart. */
export { Canvas } from './canvas';
export { Palette } from './palette';
