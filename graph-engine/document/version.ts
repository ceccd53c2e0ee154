/** The file version that this code writes; the list of migrations ends here. */
export const currentVersion = 7;
