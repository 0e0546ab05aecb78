import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { BROWSER, type Stack } from './stack';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file));
if (!CHROMIUM) console.log('Chromium is not installed: the tests in the browser are skipped (apt-get install chromium).');
/** Like `describe`, and skipped as a whole where there is no Chromium. */
export const describeInBrowser = describe.skipIf(!CHROMIUM);

/** Long enough for a machine that is busy with other things; what is there is found at once. */
const WAIT_MS = 45_000;

export interface VisitOptions {
  locale?: 'en' | 'zh-CN';
  width?: number;
  height?: number;
  javaScript?: boolean;
}

/** One person's browser: cookies of its own, one page. */
export interface Visit {
  context: BrowserContext;
  page: Page;
}

/**
 * A Chromium for one test file. What any page says on the console as an error, throws, or cannot load from the store or
 * the app fails the test during which it happens, except what `expected` names.
 */
export function useBrowser(stack: Pick<Stack, 'devstoreUrl'>, expected: RegExp[] = []) {
  let browser: Browser | undefined;
  let faults: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
  });
  afterAll(() => browser?.close());
  afterEach(async ({ task }) => {
    const seen = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
    faults = [];
    if (task.result?.state === 'fail') await picturesOf(browser, task.name);
    expect(seen, 'errors in the browser').toEqual([]);
  });
  return {
    async visit({ locale = 'en', width = 1280, height = 900, javaScript = true }: VisitOptions = {}): Promise<Visit> {
      if (!browser) throw new Error('The browser has not been started.');
      const context = await browser.newContext({
        viewport: { width, height },
        userAgent: BROWSER,
        locale,
        acceptDownloads: true,
        javaScriptEnabled: javaScript,
      });
      context.setDefaultTimeout(WAIT_MS);
      await context.addCookies([{ name: 'devstore_locale', value: locale, url: stack.devstoreUrl }]);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
      page.on('response', (response) => {
        if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
      });
      return { context, page };
    },
  };
}

/** What the pages showed when a test failed, in .data/screenshots. */
async function picturesOf(browser: Browser | undefined, name: string): Promise<void> {
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [index, page] of pages.entries())
    await page.screenshot({ path: `.data/screenshots/failed-${name.replace(/\W+/g, '-').slice(0, 60)}-${index}.png` }).catch(() => undefined);
}

/** A store's admin, as its staff sees it. */
export interface Admin {
  page: Page;
  /** The app inside its frame. */
  app: FrameLocator;
  /** The frame itself, for measuring. */
  frame(): Promise<Frame>;
  /** Opens a page of the app, e.g. `/customers`, through the admin, and waits until it stands. */
  open(path?: string): Promise<void>;
  /** Opens a page of the staff's own, e.g. `/orders`. */
  staff(path: string): Promise<void>;
}

export function adminOf({ page }: Visit, stack: Stack, handle: string): Admin {
  const base = `${stack.devstoreUrl}/admin/${handle}`;
  const app = page.frameLocator('iframe.app');
  const frame = async () => {
    const inner = await (await page.locator('iframe.app').elementHandle())?.contentFrame();
    if (!inner) throw new Error('The app has no frame on this page.');
    return inner;
  };
  return {
    page,
    app,
    frame,
    async open(path = '') {
      await page.goto(`${base}/apps/regulars${path}`);
      await app.locator('main h1').first().waitFor();
      await (await frame()).waitForLoadState('load');
    },
    staff: async (path) => {
      await page.goto(`${base}${path}`);
      await page.locator('main h1').first().waitFor();
    },
  };
}

/** Opens `path` of the app again and again until `found` is there, as a merchant does who is waiting for something. @returns milliseconds it took. */
export async function revisitUntil(admin: Admin, path: string, found: (app: FrameLocator) => Locator, timeoutMs = 60_000): Promise<number> {
  const begun = Date.now();
  for (;;) {
    await admin.open(path);
    const there = await found(admin.app)
      .first()
      .waitFor({ timeout: 1_500 })
      .then(
        () => true,
        () => false,
      );
    if (there) return Date.now() - begun;
    if (Date.now() - begun > timeoutMs) throw new Error(`Not there within ${timeoutMs} ms on ${path}: ${await admin.app.locator('main').innerText()}`);
  }
}
