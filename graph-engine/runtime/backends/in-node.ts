/** Whether this is Node, which has no GPU and finds the files of packages by itself. */
export const inNode = (): boolean => (globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } }).process?.versions?.node !== undefined;
