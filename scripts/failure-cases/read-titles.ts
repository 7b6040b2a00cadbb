/** The titles of the tests, with the suites around them, as they stand in the source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface TestTitle {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly suites: readonly string[];
  readonly title: string;
}

const folders = ['src', 'bot', 'tab', 'scripts'];
const suiteNames: readonly string[] = ['describe', 'describeEachEngine'];

/** A title as it is written; what is filled in at run time becomes an ellipsis. */
const textOf = (node: ts.Expression | undefined): string | null => {
  if (!node) return null;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
};

const readFile = (file: string): readonly TestTitle[] => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const titles: TestTitle[] = [];
  const visit = (node: ts.Node, suites: readonly string[]): void => {
    const call = ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node : null;
    const name = call && ts.isIdentifier(call.expression) ? call.expression.text : '';
    const title = textOf(call?.arguments[0]);
    if (name === 'it' && title !== null) titles.push({ file, suites, title });
    const inside = suiteNames.includes(name) && title !== null ? [...suites, title] : suites;
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, []);
  return titles;
};

/** Every test in the order of files and lines. */
export const readTestTitles = (): readonly TestTitle[] =>
  folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => /\.spec\.tsx?$/.test(file))
    .sort()
    .flatMap(readFile);
