import type { Download, RemoteFile } from './definition';

/** In the order in which they are fetched and read. */
export const remoteFiles = (download: Download): readonly RemoteFile[] => ('file' in download ? [download.file] : [download.images, download.labels]);

/** Of all files together, as published. */
export const bytesOf = (download: Download): number => remoteFiles(download).reduce((sum, { bytes }) => sum + bytes, 0);
