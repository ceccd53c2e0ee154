export const dataHosts: readonly string[];
export function contentPolicy(options?: { readonly nonce?: string; readonly development?: boolean }): string;
