// Packs what people install: the extension as a VSIX, and the command line as an npm package that runs alone.
// Both are staged in dist/ from production bundles, so what is not named here does not ship.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundle, commandLine, extension } from './build.mjs';

const exec = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Well above what they weigh: who comes here has packed something that nobody runs. */
const mostBytes = { vsix: 1_700_000, cli: 600_000 };

/**
 * @param {string} folder gets the VSIX, and beside it what it holds
 * @returns {Promise<string>} the path of the VSIX
 */
export async function packageExtension(folder) {
  const stage = emptyFolder(join(folder, 'extension'));
  await bundle({ parts: [extension], outdir: join(stage, 'dist'), production: true });
  for (const folder of ['media', 'syntaxes']) copyAssets(folder, stage);
  for (const file of ['LICENSE', 'CHANGELOG.md']) cpSync(join(root, file), join(stage, file));
  writeFileSync(join(stage, 'README.md'), readme());
  writeManifest(stage, without(manifest, ['private', 'dependencies']));

  const packagePath = join(folder, `bridgehead-${manifest.version}.vsix`);
  await exec(
    process.execPath,
    [
      join(root, 'node_modules/@vscode/vsce/vsce'),
      ...['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
      ...['--out', packagePath],
    ],
    { cwd: stage },
  );
  return bounded(packagePath, mostBytes.vsix);
}

/**
 * @param {string} folder gets the npm package, and beside it what it holds
 * @returns {Promise<string>} the path of the npm package
 */
export async function packageCommandLine(folder) {
  const stage = emptyFolder(join(folder, 'cli'));
  await bundle({ parts: [commandLine], outdir: stage, production: true });
  for (const file of ['LICENSE', 'CHANGELOG.md']) cpSync(join(root, file), join(stage, file));
  writeFileSync(join(stage, 'README.md'), readme());
  const { name, version, description, license, keywords } = manifest;
  writeManifest(stage, {
    ...{ name, version, description, license, keywords },
    engines: { node: '>=20' },
    bin: { bridgehead: 'cli.js' },
  });
  await exec('npm', ['pack', '--pack-destination', folder], {
    cwd: stage,
    shell: process.platform === 'win32',
  });
  return bounded(join(folder, `bridgehead-${version}.tgz`), mostBytes.cli);
}

/** @param {string} folder */
function emptyFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Everything in the folder that is not the source of a bundle.
 *
 * @param {string} folder
 * @param {string} stage
 */
function copyAssets(folder, stage) {
  cpSync(join(root, folder), join(stage, folder), {
    recursive: true,
    filter: (path) => !/(\.ts|tsconfig\.json)$/.test(path),
  });
}

/** The pictures of the README are not packed, and there is no address to fetch them from. */
function readme() {
  return readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, '');
}

/**
 * @param {string} stage
 * @param {Record<string, unknown>} content
 */
function writeManifest(stage, content) {
  const ours = ['devDependencies', 'scripts', 'overrides', 'allowScripts', 'imports'];
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(without(content, ours), null, 2)}\n`);
}

/**
 * @param {Record<string, unknown>} record
 * @param {readonly string[]} keys
 */
function without(record, keys) {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/**
 * @param {string} path
 * @param {number} most
 */
function bounded(path, most) {
  const { size } = statSync(path);
  if (size > most) {
    throw new Error(`${basename(path)} has ${size} bytes, and ${most} are the most: see what came along.`);
  }
  return path;
}

/** @param {string} folder */
function listing(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `  ${kilobytes(path)}  ${relative(folder, path)}`)
    .join('\n');
}

/** @param {string} path */
function kilobytes(path) {
  return `${(statSync(path).size / 1000).toFixed(1)} kB`.padStart(10);
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(root, 'dist');
  print(await packageExtension(folder), join(folder, 'extension'));
  print(await packageCommandLine(folder), join(folder, 'cli'));
}

/**
 * @param {string} path
 * @param {string} stage
 */
function print(path, stage) {
  console.log(`${relative(root, path)} ${kilobytes(path).trim()}\n${listing(stage)}`);
}
