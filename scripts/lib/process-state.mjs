/** What one file of tests could leave behind for the next in the same process: globals, variables of the environment, listeners, the folder. */

/** Put there by libraries when they are first loaded, for as long as the process lives. */
const ofLibraries = /^(__|_tf|IDB|indexedDB$)/;
/** Listened to by what Emscripten compiles, from when it is started. */
const ofEmscripten = new Set(['uncaughtException', 'unhandledRejection']);

/** Node loads some of its globals when they are first read, and a getter becomes a value by that. */
const valueOf = (name) => {
  const { get, value } = Object.getOwnPropertyDescriptor(globalThis, name);
  return get ? lazy : { value };
};
const lazy = Symbol('lazy');

export function lookAtProcess() {
  const globals = Object.getOwnPropertyNames(globalThis).filter((name) => !ofLibraries.test(name));
  return {
    globals: new Map(globals.map((name) => [name, valueOf(name)])),
    environment: new Map(Object.entries(process.env)),
    listeners: new Map(process.eventNames().filter((name) => !ofEmscripten.has(name)).map((name) => [name, process.listenerCount(name)])),
    folder: new Map([['cwd', process.cwd()]]),
  };
}

function differs(one, other) {
  if (one === undefined || other === undefined) return one !== other;
  if (one === lazy || other === lazy) return false;
  return typeof one === 'object' ? !Object.is(one.value, other.value) : one !== other;
}

/** In words, such as "globals fetch". */
export function changesOf(before, after) {
  return Object.keys(before).flatMap((kind) => {
    const names = [...new Set([...before[kind].keys(), ...after[kind].keys()])];
    return names.filter((name) => differs(before[kind].get(name), after[kind].get(name))).map((name) => `${kind} ${String(name)}`);
  });
}
