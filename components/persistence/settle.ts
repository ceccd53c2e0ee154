/** Waits until changes have come to rest, and now and then acts while they have not. */
export interface Settle {
  /** Something has changed. */
  touch(): void;
  /** What was waiting is done otherwise, or not wanted any more. */
  clear(): void;
}
export interface SettleOptions {
  /** Milliseconds without a change after which `atRest` is called. */
  readonly rest: number;
  /** Milliseconds of unbroken change after which `meanwhile` is called, again and again. */
  readonly most: number;
  atRest(): void;
  meanwhile(): void;
}

export function settle({ rest, most, atRest, meanwhile }: SettleOptions): Settle {
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let longest: ReturnType<typeof setInterval> | undefined;
  const clear = (): void => {
    clearTimeout(quiet);
    clearInterval(longest);
    longest = undefined;
  };
  return {
    clear,
    touch() {
      clearTimeout(quiet);
      longest ??= setInterval(meanwhile, most);
      quiet = setTimeout(() => {
        clear();
        atRest();
      }, rest);
    },
  };
}
