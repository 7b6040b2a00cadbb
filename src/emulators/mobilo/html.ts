import { createHash } from 'node:crypto';
import type { Response } from 'express';

/** Markup that is safe to send. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | null | Html | readonly Html[];

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const render = (value: Value): string => {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map((item: Html) => item.text).join('');
  return escapeText(String(value ?? ''));
};

/** A template whose values are escaped, unless they are markup already. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.reduce((text, part, position) => `${text}${render(values[position - 1] ?? '')}${part}`));

const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent);
  --quiet: color-mix(in srgb, currentColor 65%, transparent); --accent: light-dark(#0b57a4, #8cc4ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1200px; font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 32px 0 8px; }
p { margin: 8px 0; } .quiet { color: var(--quiet); } a { color: var(--accent); }
.table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--quiet); white-space: nowrap; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font: 13px ui-monospace, monospace; }
.counts { display: flex; flex-wrap: wrap; align-items: baseline; gap: 8px 24px; margin: 16px 0; padding: 0; list-style: none; }
h2 { scroll-margin-top: 16px; } ::placeholder { color: var(--quiet); opacity: 1; }
.counts a { text-decoration: none; } .counts strong { font-size: 20px; font-variant-numeric: tabular-nums; }
form { margin: 16px 0; } label { display: block; margin: 12px 0 4px; }
input { font: inherit; padding: 6px 10px; width: 100%; max-width: 360px; }
button { font: inherit; padding: 6px 16px; margin: 16px 8px 0 0; cursor: pointer; }
button:first-of-type { border: 1px solid var(--accent); color: var(--accent); background: transparent; border-radius: 4px; }
.narrow { max-width: 420px; margin: 10vh auto; } .wrong { border-left: 3px solid; padding-left: 12px; }
.search { display: flex; gap: 8px; align-items: center; } .search button { margin: 0; }`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Sends a whole page that loads nothing from anywhere. `formTargets`: origins that its forms may lead to. */
export const sendPage = (
  res: Response,
  page: { title: string; body: Html; status?: number; formTargets?: readonly string[] },
): void => {
  const targets = ["'self'", ...(page.formTargets ?? [])].join(' ');
  res.status(page.status ?? 200).set({
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  const document = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title><style>${new Html(style)}</style></head>
<body>${page.body}</body>
</html>
`;
  res.type('html').send(document.text);
};
