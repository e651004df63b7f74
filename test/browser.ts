// The browser that every browser test runs in. On Linux x64 it is an npm package, so no machine needs one of its own;
// elsewhere it is the Chrome, Edge or Chromium that is installed. Nothing is downloaded.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

export interface BrowserOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Instant transitions; on unless a test is about the animation itself. */
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly forcedColors?: 'active' | 'none';
  /** Pixels of a picture for each CSS pixel; 2 for pictures that people look at. */
  readonly deviceScaleFactor?: number;
  /** Show the window, to watch a test; needs a browser with one, so it takes the installed one. */
  readonly headed?: boolean;
}

/**
 * Starts a browser on a fresh profile that goes when the context is closed. The profile is a persistent one that allows
 * third-party storage: a webview of VS Code is an iframe of another origin and stays empty without its service worker.
 */
export async function launchBrowser(options: BrowserOptions = {}): Promise<BrowserContext> {
  const browser = findBrowser(options.headed === true);
  const profile = mkdtempSync(join(tmpdir(), 'bridgehead-browser-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    env: { ...process.env, ...browser.env },
    headless: options.headed !== true,
    args: quiet,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.colorScheme ?? 'dark',
    reducedMotion: options.reducedMotion ?? 'reduce',
    forcedColors: options.forcedColors ?? 'none',
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
  });
  // The browser may still be writing when it says that it is closed; what then stays is the system's to clear away.
  context.once('close', () => void rm(profile, { recursive: true, force: true, maxRetries: 10 }).catch(() => {}));
  return context;
}

/** A test browser asks nobody for anything. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Browser {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

function findBrowser(headed: boolean): Browser {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH is ${chosen}, and there is no such file.`);
    return { path: chosen, env: {} };
  }
  const packed = headed ? undefined : packedBrowser();
  const installed = packed === undefined ? installedBrowsers().find((path) => existsSync(path)) : undefined;
  if (packed !== undefined) return packed;
  if (installed !== undefined) return { path: installed, env: {} };
  throw new Error(
    `There is no browser to test in. The one from npm (@sparticuz/chromium) runs headless on Linux x64 only, ` +
      `this is ${process.platform} ${process.arch}. Install Google Chrome, Microsoft Edge or Chromium, ` +
      `or name one in CHROME_PATH. None is at:\n  ${installedBrowsers().join('\n  ')}`,
  );
}

function installedBrowsers(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(process.env['HOME'] ?? '', 'Applications')].flatMap((folder) =>
        ['Google Chrome', 'Microsoft Edge', 'Chromium'].map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
        .flatMap((name) => process.env[name] ?? [])
        .flatMap((folder) => [
          join(folder, 'Google\\Chrome\\Application\\chrome.exe'),
          join(folder, 'Microsoft\\Edge\\Application\\msedge.exe'),
          join(folder, 'Chromium\\Application\\chrome.exe'),
        ]);
    default:
      return (process.env['PATH'] ?? '')
        .split(':')
        .flatMap((folder) =>
          ['google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chromium', 'chromium-browser'].map((name) =>
            join(folder, name),
          ),
        );
  }
}

/**
 * The browser of the npm package, unpacked once into node_modules/.cache. The package itself unpacks into the
 * temporary folder and takes whatever it finds there, also half a file that another test is writing: so it unpacks
 * into a folder of its own, which gets its name when it is whole.
 */
function packedBrowser(): Browser | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = resolve(import.meta.dirname, '..', 'node_modules');
  const { version } = JSON.parse(readFileSync(join(home, '@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(home, '.cache', 'bridgehead', `chromium-${version}`);
  if (!existsSync(folder)) unpackBrowser(folder);
  const path = join(folder, 'chromium');
  return { path, env: { ...(runs(path) ? {} : bareMachine(folder)), ...fonts(folder) } };
}

function unpackBrowser(folder: string): void {
  mkdirSync(resolve(folder, '..'), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  const unpack = `import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())`;
  // The package brings its own libraries only where it believes to run in Amazon's cloud.
  const env = { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  execFileSync(process.execPath, ['-e', unpack], { cwd: import.meta.dirname, env, stdio: 'inherit' });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another test was faster; its copy is as good as this one.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function runs(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** A machine without NSS, NSPR and expat gets those of the package. */
function bareMachine(folder: string): Readonly<Record<string, string>> {
  return { LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? []].flat().join(':') };
}

/** A machine without fonts gets those of the package. */
function fonts(folder: string): Readonly<Record<string, string>> {
  return existsSync('/usr/share/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
}
