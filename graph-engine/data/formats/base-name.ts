/** The name of a file with no folder before it, whatever parts the folders: where a file lies on the user's machine is nobody else's business. */
export const baseName = (path: string): string => path.replace(/[\\/]+$/, '').split(/[\\/]/).at(-1)!;
