import { formatDecimal, money } from '@fairlead/kernel';
import PDFDocument from 'pdfkit';
import type { Statement, StatementLine } from '../application/read-statement.query';
import { type FontWeight, fontRuns, interFonts } from './inter-fonts';

const MARGIN = 48;
const ROW = 20;
const INK = '#1a1d29';
const QUIET = '#5c6170';
const RULE = '#d9dce5';

/**
 * Figures of one width, and no letter that becomes another: the typeface would set the `6x6` of an id as a multiplication.
 * The font engine takes an object, which also turns features off; the types know its list form only.
 */
const FEATURES = { calt: false, liga: false, tnum: true } as unknown as PDFKit.Mixins.OpenTypeFeatures[];

/** Points, and whether the text ends at the right of its width. */
interface TextStyle {
  readonly width?: number;
  readonly size?: number;
  readonly weight?: FontWeight;
  readonly right?: boolean | undefined;
  readonly colour?: string;
}

interface Column {
  readonly title: string;
  readonly x: number;
  readonly width: number;
  readonly right?: boolean;
  /** Of a line that leaves the next columns empty. */
  readonly spanOf?: (line: StatementLine) => number;
  readonly value: (line: StatementLine, form: (minor: bigint) => string) => string;
}

/** Positions are points of an A4 page, 595 wide. */
const COLUMNS: readonly Column[] = [
  { title: 'Date (UTC)', x: 48, width: 72, value: (line) => (line.kind === 'adjustment' ? line.approvedAt : line.conversionAt).toISOString().slice(0, 10) },
  { title: 'Order', x: 126, width: 176, spanOf: (line) => (line.kind === 'adjustment' ? 330 : 176), value: orderOf },
  { title: 'Goal', x: 308, width: 60, value: (line) => (line.kind === 'adjustment' ? '' : line.goal) },
  { title: 'Sale', x: 374, width: 82, right: true, value: (line, form) => (line.kind === 'adjustment' ? '' : form(line.saleMinor)) },
  { title: 'Commission', x: 462, width: 85, right: true, value: (line, form) => form(line.amountMinor) },
];

function orderOf(line: StatementLine): string {
  if (line.kind === 'adjustment') return `Adjustment: ${line.reason}`;
  return line.kind === 'reversal' ? `${line.orderId} (taken back)` : line.orderId;
}

/** Draws a statement on A4 pages. The same statement gives the same bytes: the document is dated as the payout is. */
export async function statementPdf(statement: Statement): Promise<Buffer> {
  const { payout, payoutId } = statement;
  const document = new PDFDocument({
    size: 'A4', margin: MARGIN, bufferPages: true, lang: 'en', displayTitle: true, font: '',
    info: { Title: `Payout statement ${payoutId}`, Creator: 'Fairlead', Producer: 'Fairlead', CreationDate: payout.createdAt },
  });
  for (const [name, file] of interFonts()) document.registerFont(name, file);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => { document.on('end', resolve); document.on('error', reject); });
  new StatementPages(document, statement).draw();
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** The pages of one statement; `y` is where the next thing goes. */
class StatementPages {
  private y = MARGIN;

  constructor(private readonly document: PDFKit.PDFDocument, private readonly statement: Statement) {}

  draw(): void {
    this.heading();
    this.columnTitles();
    for (const line of this.statement.lines) this.row(line);
    this.total();
    this.footers();
  }

  private heading(): void {
    const { payout, payoutId, affiliateName } = this.statement;
    this.text('Payout statement', MARGIN, { size: 20, weight: 'bold' });
    this.y += 34;
    const facts: readonly (readonly [string, string])[] = [
      ['Affiliate', affiliateName], ['Payout', payoutId], ['Status', payout.status], ['Prepared', `${payout.createdAt.toISOString().slice(0, 10)} (UTC)`],
      ...(payout.settledAt ? [['Sent', `${payout.settledAt.toISOString().slice(0, 10)} (UTC)`] as const] : []), ...(payout.transferId ? [['Stripe transfer', payout.transferId] as const] : []),
      ['Amount', `${this.form(payout.amountMinor)} ${payout.currency}`],
    ];
    for (const [name, value] of facts) {
      this.text(name, MARGIN, { colour: QUIET });
      this.text(value, 150, { width: 397, weight: name === 'Amount' ? 'bold' : 'regular' });
      this.y += 16;
    }
    this.y += 16;
  }

  private columnTitles(): void {
    for (const { title, x, width, right } of COLUMNS) this.text(title, x, { width, right, size: 9, colour: QUIET });
    this.y += ROW - 4;
    this.rule();
  }

  private row(line: StatementLine): void {
    this.roomFor(ROW);
    for (const { x, width, spanOf, right, value } of COLUMNS) this.text(value(line, (minor) => this.form(minor)), x, { width: spanOf?.(line) ?? width, right, size: 9.5 });
    this.y += ROW;
  }

  private total(): void {
    this.roomFor(2 * ROW);
    this.rule();
    this.text(`Total in ${this.statement.payout.currency}`, MARGIN, { weight: 'bold' });
    this.text(this.form(this.statement.totalMinor), 374, { width: 173, right: true, weight: 'bold' });
    this.y += ROW;
  }

  private footers(): void {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.document.switchToPage(page);
      this.y = this.bottom + 10;
      this.text(`${this.statement.payoutId} · page ${page + 1} of ${count}`, MARGIN, { size: 8, colour: QUIET, width: 499 });
    }
  }

  private roomFor(height: number): void {
    if (this.y + height <= this.bottom) return;
    this.document.addPage();
    this.y = MARGIN;
    this.columnTitles();
  }

  private get bottom(): number {
    return this.document.page.height - MARGIN - 24;
  }

  private rule(): void {
    this.document.moveTo(MARGIN, this.y).lineTo(this.document.page.width - MARGIN, this.y).lineWidth(0.75).strokeColor(RULE).stroke();
    this.y += 8;
  }

  /** Major units with thousands apart. */
  private form(minor: bigint): string {
    const [whole = '', fraction] = formatDecimal(money(minor, this.statement.payout.currency)).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return fraction === undefined ? grouped : `${grouped}.${fraction}`;
  }

  /** One line of text in whatever fonts it needs, cut to its width. */
  private text(text: string, x: number, { width = 400, size = 10, weight = 'regular', right = false, colour = INK }: TextStyle = {}): void {
    const runs = this.fitted(text, weight, size, width);
    const used = runs.reduce((sum, run) => sum + run.width, 0);
    let at = right ? x + width - used : x;
    for (const run of runs) {
      this.document.font(run.font, size).fillColor(colour).text(run.text, at, this.y, { lineBreak: false, features: FEATURES });
      at += run.width;
    }
  }

  private fitted(text: string, weight: FontWeight, size: number, width: number): { font: string; text: string; width: number }[] {
    const measured = fontRuns(text, weight).map((run) => ({ ...run, width: this.document.font(run.font, size).widthOfString(run.text, { features: FEATURES }) }));
    if (text.length <= 1 || measured.reduce((sum, run) => sum + run.width, 0) <= width) return measured;
    return this.fitted(`${[...text.replace(/…$/, '')].slice(0, -1).join('')}…`, weight, size, width);
  }
}
