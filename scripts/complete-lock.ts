/**
 * Completes package-lock.json: `npm run lock`. A mirror of the registry that serves one platform only makes npm leave
 * the optional packages of all others out, and `npm ci` then refuses the file everywhere. `--check` only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

interface Lock {
  readonly packages: Record<string, Entry>;
  readonly [key: string]: unknown;
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

/** What the names of such packages say: `@scope/binding-linux-x64-musl` is for linux, x64 and musl. */
const platformOf = (name: string) => {
  const words = name.split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }) };
};

/** Where Node would look for `name` from the package at `path`, nearest first. */
const placesOf = (path: string, name: string): readonly string[] => {
  const places = [`${path}/node_modules/${name}`];
  for (let at = path.lastIndexOf('/node_modules/'); at >= 0; at = path.lastIndexOf('/node_modules/', at - 1))
    places.push(`${path.slice(0, at)}/node_modules/${name}`);
  return [...places, `node_modules/${name}`];
};

/** The entries that are missing. Those whose name says no platform cannot be made up, and are left to npm. */
export const findMissing = (packages: Lock['packages']): Readonly<Record<string, Entry>> => {
  const missing: Record<string, Entry> = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformOf(name);
      const isPresent = placesOf(path, name).some((place) => place in packages);
      const isExact = /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
      if (isPresent || !isExact || Object.keys(platform).length === 0) continue;
      missing[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platform };
    }
  return missing;
};

const sortKeys = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b, 'en')));

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const missing = findMissing(lock.packages);
const names = Object.keys(missing);
if (names.length > 0 && process.argv.includes('--check')) {
  console.error(`package-lock.json lacks ${names.length} packages of other platforms. Run "npm run lock".`);
  process.exitCode = 1;
} else if (names.length > 0) {
  const packages = sortKeys({ ...lock.packages, ...missing });
  writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`added ${names.length} packages of other platforms`);
}
