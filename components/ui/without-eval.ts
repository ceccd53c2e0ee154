/** Comes before everything else: the page's policy lets nothing be compiled from text, and zod would try whether it may. */
const shared = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
(shared.__zod_globalConfig ??= {}).jitless = true;

export {};
