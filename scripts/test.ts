/** `npm test`: builds what the browser tests open, then runs every spec. `--coverage` measures; other words go to mocha. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { buildTab } from './build-tab.ts';

const require = createRequire(import.meta.url);
const words = process.argv.slice(2);
const coverage = words.includes('--coverage');
const rest = words.filter((word) => word !== '--coverage');
const names = rest.filter((word) => /\.spec\.tsx?$/.test(word));

const mocha = [
  require.resolve('mocha/bin/mocha.js'),
  '--reporter',
  require.resolve('./reporter.cjs'),
  ...(names.length > 0 ? [] : ['{src,bot,tab,scripts}/**/*.spec.{ts,tsx}']),
  ...rest,
];
const measured = coverage ? [require.resolve('c8/bin/c8.js'), process.execPath] : [];

await buildTab();
const { status } = spawnSync(process.execPath, [...measured, ...mocha], { stdio: 'inherit' });
process.exitCode = status ?? 1;
