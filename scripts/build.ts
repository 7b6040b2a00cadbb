/** `npm run build`: dist/server, which plain Node runs without this source or tsx, and dist/tab. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { buildTab } from './build-tab.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist', 'server');
/** The sample company is for a checkout; a deployment has settings. */
const development = join(root, 'bot', 'development');

const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options: read } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return { ...read, noEmit: false, outDir: target, rootDir: root, sourceMap: true };
};

const isDeployed = (file: string): boolean =>
  !file.startsWith(development) && !file.includes('/src/emulators/') && !file.includes('/scripts/');

const compile = (): readonly ts.Diagnostic[] => {
  const entries = ['bot/main.ts', 'src/store/embedded/worker.ts', 'scripts/migrate.ts'].map((file) => join(root, file));
  const declarations = ts.sys.readDirectory(join(root, 'src'), ['.d.ts']);
  const program = ts.createProgram([...entries, ...declarations], options());
  const faults = ts.getPreEmitDiagnostics(program);
  for (const source of program.getSourceFiles()) {
    const { fileName } = source;
    const ours = fileName.startsWith(root) && !fileName.includes('/node_modules/') && !source.isDeclarationFile;
    if (ours && (isDeployed(fileName) || fileName.endsWith('scripts/migrate.ts'))) program.emit(source);
  }
  return faults;
};

rmSync(target, { recursive: true, force: true });
const faults = compile();
if (faults.length > 0) {
  console.error(
    ts.formatDiagnostics(faults, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n',
    }),
  );
  process.exitCode = 1;
} else {
  cpSync(join(root, 'src', 'store', 'migrations'), join(target, 'src', 'store', 'migrations'), { recursive: true });
  await buildTab();
  console.log('built dist/server and dist/tab; run it with "node dist/server/bot/main.js"');
}
