/** Stands in a stored body where the secret of a link belongs: in the address of the action, nowhere else. */
export const SECRET_PLACE = '{{fairlead-secret}}';

const LONGEST_PARAGRAPH = 2_000;
const LONGEST_CELL = 60;

/** Rows of figures in a mail. Cells are text as people read it; columns of numbers are set to the right. */
export interface MailTable {
  readonly columns: readonly { readonly title: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** What a mail says, before it has a form. */
export interface MailContent {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly tables?: readonly MailTable[];
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly url: string };
  readonly closing?: string;
}

/** A mail in both forms. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes both forms of a mail. Whatever people typed shows as text: nothing of it becomes markup or a header line. */
export function writeMail(content: MailContent, network: string): WrittenMail {
  const plain: MailContent = {
    ...content, subject: oneLine(withoutPlace(content.subject)), greeting: oneLine(withoutPlace(content.greeting)), paragraphs: content.paragraphs.map((text) => oneLine(withoutPlace(text), LONGEST_PARAGRAPH)),
    tables: (content.tables ?? []).map(plainTable),
    ...(content.closing === undefined ? {} : { closing: withoutPlace(content.closing) }),
  };
  return { subject: plain.subject, text: asText(plain, network), html: asHtml(plain, network) };
}

/** Somebody whose name spells the place of the secret would have it sent to wherever the name points. Broken up, not removed: a removal can make it anew. */
function withoutPlace(text: string): string {
  return text.replaceAll(/\{(?=\{)/g, '{ ');
}

/** Puts the secret of the link in. */
export function withSecret(body: string, secret: string): string {
  return body.replaceAll(SECRET_PLACE, secret);
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** A header value: control characters would begin another header. */
export function oneLine(text: string, longest = 200): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, longest);
}

function plainTable({ columns, rows }: MailTable): MailTable {
  const plain = (text: string): string => oneLine(withoutPlace(text), LONGEST_CELL);
  return { columns: columns.map(({ title, isNumber }) => ({ title: plain(title), isNumber })), rows: rows.map((row) => row.map(plain)) };
}

function asText({ greeting, paragraphs, tables = [], action, closing }: MailContent, network: string): string {
  const parts = [oneLine(greeting), ...paragraphs, ...tables.map(tableAsText), ...(action ? [`${action.label}:\n${action.url}`] : []), ...(closing ? [closing] : []), `-- \n${oneLine(network)}`];
  return `${parts.join('\n\n')}\n`;
}

/** Columns one under the other, two spaces apart. */
function tableAsText({ columns, rows }: MailTable): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const pad = (line: readonly string[]): string => columns.map(({ isNumber }, index) => (isNumber ? (line[index] ?? '').padStart(widths[index] ?? 0) : (line[index] ?? '').padEnd(widths[index] ?? 0))).join('  ').trimEnd();
  return lines.map(pad).join('\n');
}

function tableAsHtml({ columns, rows }: MailTable): string {
  const align = (index: number): string => (columns[index]?.isNumber ? 'right;white-space:nowrap' : 'left');
  const head = columns.map(({ title }, index) => `<th scope="col" style="border-bottom:1px solid #adb5bd;color:#495057;font-weight:600;padding:6px 8px;text-align:${align(index)}">${escapeHtml(title)}</th>`).join('');
  const line = (row: readonly string[]): string => `<tr>${row.map((cell, index) => `<td style="border-bottom:1px solid #e9ecef;padding:6px 8px;text-align:${align(index)};font-variant-numeric:tabular-nums">${escapeHtml(cell)}</td>`).join('')}</tr>`;
  return `<div style="margin:0 0 16px;overflow-x:auto"><table style="border-collapse:collapse;font-size:13px;width:100%"><thead><tr>${head}</tr></thead><tbody>
${rows.map(line).join('\n')}
</tbody></table></div>`;
}

function asHtml({ subject, greeting, paragraphs, tables = [], action, closing }: MailContent, network: string): string {
  const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  const url = action ? escapeHtml(action.url) : '';
  const button = action
    ? `<p style="margin:24px 0"><a href="${url}" style="background:#3b5bdb;border-radius:6px;color:#ffffff;display:inline-block;padding:12px 20px;text-decoration:none">${escapeHtml(action.label)}</a></p>
<p style="color:#495057;font-size:13px;margin:0 0 16px;word-break:break-all">${url}</p>`
    : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(oneLine(subject))}</title></head>
<body style="background:#f1f3f5;color:#212529;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:15px;line-height:1.5;margin:0;padding:24px">
<div style="background:#ffffff;border-radius:8px;margin:0 auto;max-width:${tables.length > 0 ? 760 : 560}px;padding:32px">
${paragraph(greeting)}
${[...paragraphs.map(paragraph), ...tables.map(tableAsHtml)].join('\n')}
${button}
${closing ? paragraph(closing) : ''}
<p style="border-top:1px solid #dee2e6;color:#495057;font-size:13px;margin:24px 0 0;padding-top:16px">${escapeHtml(oneLine(network))}</p>
</div>
</body>
</html>
`;
}
