/** Whether files may bring a drawing or weights, by their names: what reads them is fetched for those alone. */
export const mayBring = (files: readonly { readonly name: string }[]): boolean => files.some(({ name }) => /\.(zip|safetensors|pt|pth|ckpt|bin)$|(^|\/)graph\.hourglass\.json$/i.test(name));
