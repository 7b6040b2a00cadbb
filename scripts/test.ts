/**
 * `npm test`: builds what the browser tests open, then runs every spec. `--coverage` measures, `--long` tries the laws
 * a hundred thousand times each; other words go to mocha.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { buildTab } from './build-tab.ts';

const require = createRequire(import.meta.url);
const words = process.argv.slice(2);
const coverage = words.includes('--coverage');
const long = words.includes('--long');
const rest = words.filter((word) => word !== '--coverage' && word !== '--long');
/** The specs that try a law on random companies. */
const lawSpecs = ['src/plan/{laws,update-plan,compare}.spec.ts', 'src/apply/laws.spec.ts'];
const names = rest.filter((word) => /\.spec\.tsx?$/.test(word));

const mocha = [
  require.resolve('mocha/bin/mocha.js'),
  '--reporter',
  require.resolve('./reporter.cjs'),
  ...(long ? [...lawSpecs, '--timeout', '0'] : []),
  ...(long || names.length > 0 ? [] : ['{src,bot,tab,scripts}/**/*.spec.{ts,tsx}']),
  ...rest,
];
const measured = coverage ? [require.resolve('c8/bin/c8.js'), process.execPath] : [];

if (!long) await buildTab();
const env = { ...process.env, ...(long && { PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? '100000' }) };
const { status } = spawnSync(process.execPath, [...measured, ...mocha], { stdio: 'inherit', env });
process.exitCode = status ?? 1;
