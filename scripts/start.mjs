// `npm start`: builds Bridgehead and serves a complete VS Code with it, the examples open, until Ctrl+C.
//   --port N   the port to try first (3000)     --open   open the address in the default browser
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, extension } from './build.mjs';
import { serveVscode } from './vscode-web.mjs';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { port: { type: 'string', default: '3000' }, open: { type: 'boolean', default: false } },
});

console.log('Building Bridgehead…');
await bundle({ parts: [extension], outdir: join(root, 'dist'), production: false }).catch(() => {
  console.error('\nBridgehead could not be built, see above.');
  process.exit(1);
});

const vscode = await serveVscode({
  extensions: [root, join(root, 'scripts/start')],
  folder: join(root, 'examples'),
  port: Number(values.port),
});
console.log(`
  VS Code with Bridgehead:  ${vscode.url}

  The folder examples/ is open in memory: what you save there does not reach the disk.
  Ctrl+C ends it.
`);
if (values.open) openInBrowser(vscode.url);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => void vscode.close().then(() => process.exit(0)));
}

/** @param {string} url */
function openInBrowser(url) {
  const command = { darwin: 'open', win32: 'explorer' }[String(process.platform)] ?? 'xdg-open';
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => console.log('  No browser could be opened; open the address yourself.'))
    .unref();
}
