/** The optional packages of a lock file: one build of the same program per platform, of which one is installed. */
const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'netbsd', 'openbsd', 'sunos', 'aix'];
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];

/** What the name says of the platform: `binding-linux-arm-musleabihf` is for linux, arm, musl. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = systems.find((system) => words.includes(system));
  const cpu = words.includes('wasm32') ? 'wasm32' : processors.find((processor) => words.includes(processor));
  const abi = words.find((word) => /^(musl|gnu)/.test(word));
  const libc = os === 'linux' && abi ? (abi.startsWith('musl') ? 'musl' : 'glibc') : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

/** Where Node would find `name` from `place`, nearest first. */
export function placesFor(place, name) {
  const places = [];
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    places.push(`${from}/node_modules/${name}`.replace(/^\//, ''));
    if (!from.includes('/node_modules/')) break;
  }
  return [...places, `node_modules/${name}`];
}

/** The optional dependencies that have no entry with a version: `{ owner, name, version }`. */
export function missingPlatforms(lock) {
  return Object.entries(lock.packages).flatMap(([owner, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !placesFor(owner, name).some((place) => lock.packages[place]?.version))
      .map(([name, version]) => ({ owner, name, version })),
  );
}

/** Adds an entry for each; there is no checksum for what could not be read. Gives the names. */
export function completeLock(lock) {
  const missing = missingPlatforms(lock);
  for (const { owner, name, version } of missing) {
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${owner} asks for ${name} ${version}: only an exact version can be added.`);
    const { dev, license, engines } = lock.packages[owner];
    const platform = platformOf(name);
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(platform.cpu && { cpu: platform.cpu }),
      ...(dev && { dev }),
      ...(platform.libc && { libc: platform.libc }),
      ...(license && { license }),
      optional: true,
      ...(platform.os && { os: platform.os }),
      ...(engines && { engines }),
    };
  }
  const [root, ...rest] = Object.entries(lock.packages);
  lock.packages = Object.fromEntries([root, ...rest.toSorted(([a], [b]) => a.localeCompare(b, 'en'))]);
  return missing.map(({ name, version }) => `${name} ${version}`);
}
