/** The table of failure cases in `src/README.md`: each with what is promised, in the words of the tests that show it. */
import { failureCases } from './cases.ts';
import { readTestTitles, type TestTitle } from './read-titles.ts';

const numbersIn = ({ suites, title }: TestTitle): readonly number[] =>
  [...[...suites, title].join(' ').matchAll(/\bcase (\d+)\b/g)].map(([, number]) => Number(number));

const withoutNumbers = (text: string): string => text.replaceAll(/\s*\((?:[^()]*\bcase \d+[^()]*)\)/g, '');
const cell = (text: string): string => text.replaceAll('|', '\\|').trim();

const sentence = ({ suites, title }: TestTitle): string =>
  cell([...suites, title].map(withoutNumbers).join(': ').replaceAll('<', '&lt;'));

const place = ({ file }: TestTitle): string => {
  const link = file.startsWith('src/') ? file.slice('src/'.length) : `../${file}`;
  return `[${file.split('/').at(-1)}](${link})`;
};

/** Throws for a case without a test, and for a test that names a case that does not exist. */
export const makeFailureTable = (titles: readonly TestTitle[] = readTestTitles()): string => {
  const byCase = new Map<number, TestTitle[]>();
  for (const title of titles)
    for (const number of new Set(numbersIn(title))) {
      if (!failureCases[number]) throw new Error(`${title.file} names case ${number}, which does not exist.`);
      byCase.set(number, [...(byCase.get(number) ?? []), title]);
    }
  const missing = Object.keys(failureCases).filter((number) => !byCase.has(Number(number)));
  if (missing.length > 0) throw new Error(`No test names the cases ${missing.join(', ')}.`);
  const lines = Object.entries(failureCases).map(([number, when]) => {
    const tests = byCase.get(Number(number)) ?? [];
    return `| ${number} | ${cell(when)} | ${tests.map((test) => `${sentence(test)} (${place(test)})`).join('<br>')} |`;
  });
  return ['| case | when | what happens, and the test that shows it |', '| --- | --- | --- |', ...lines].join('\n');
};
