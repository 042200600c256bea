import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../../tools/browser/find-chromium.mjs';

export const LAPTOP = { width: 1360, height: 900 };
export const PHONE = { width: 390, height: 844 };
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SESSION_KEY = 'fairlead.session';
/** Headless Chromium calls itself a robot, and robots' clicks do not count. */
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const READY_TIMEOUT_MS = 15_000;

/** What a page did that no page of the portal may do. */
export interface Watched {
  readonly page: Page;
  /** Console messages, uncaught errors, requests to other origins, and violations of the content security policy. */
  readonly complaints: string[];
}

export interface PageOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** E-mail and password of who is signed in from the start. */
  readonly as?: { readonly email: string; readonly password: string };
  /** Origins beside the portal's own that this page may call. */
  readonly mayVisit?: readonly string[];
}

/** One Chromium, and the portal that it looks at. */
export class PortalBrowser {
  private constructor(private readonly browser: Browser, readonly origin: string) {}

  static async launch(origin: string): Promise<PortalBrowser> {
    if (!existsSync(resolve('dist/portal/index.html'))) throw new Error('The portal is not built: npm run build:portal');
    return new PortalBrowser(await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS }), origin);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** A page in a context of its own, watched. */
  async open(options: PageOptions = {}): Promise<Watched> {
    const context = await this.browser.newContext({ viewport: options.viewport ?? LAPTOP, colorScheme: options.colorScheme ?? 'light', reducedMotion: 'reduce', locale: 'en-GB', userAgent: USER_AGENT, timezoneId: 'Europe/Berlin', permissions: ['clipboard-read', 'clipboard-write'] });
    context.setDefaultTimeout(READY_TIMEOUT_MS);
    await context.addInitScript({ content: AXE });
    if (options.as) await this.signIn(context, options.as);
    const page = await context.newPage();
    return { page, complaints: watch(page, [this.origin, ...(options.mayVisit ?? [])]) };
  }

  private async signIn(context: BrowserContext, body: { email: string; password: string }): Promise<void> {
    const answer = await fetch(`${this.origin}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: body.email, password: body.password }) });
    const session = (await answer.json()) as { access_token: string; refresh_token: string; expires_in: number; user: unknown };
    const stored = { accessToken: session.access_token, refreshToken: session.refresh_token, expiresAt: Date.now() + session.expires_in * 1000, user: session.user };
    await context.addInitScript(([key, value]) => {
      // A refresh token works once: what the portal stored since then stays. A sandboxed frame has no storage at all.
      if (key && value && window.top === window && sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value);
    }, [SESSION_KEY, JSON.stringify(stored)]);
  }

  /** Opens an address of the portal and waits until it has said what it has to say. */
  async visit({ page }: Watched, path: string): Promise<void> {
    await page.goto(`${this.origin}${path}`);
    await settled(page);
  }
}

/** Waits for the heading, for all lists to be filled, and for the fonts. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('h1') !== null && document.querySelector('[aria-label="Loading"], .mantine-Skeleton-root') === null && document.fonts.status === 'loaded',
    null, { polling: 50 },
  );
}

function watch(page: Page, origins: readonly string[]): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !origins.some((origin) => url.startsWith(`${origin}/`))) complaints.push(`elsewhere: ${url}`);
  });
  return complaints;
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[] }[];
}

/** What axe-core finds on the page as it is, one line each. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const result = await page.evaluate(async (): Promise<AxeResult> => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } };
    return axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  });
  return result.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}
