// Editors that people have, with the settings of docs/editors.md: the real one starts the server, shows what is wrong and
// asks it. Where an editor is not installed, that is said, and its settings alone are held to what the server takes.

import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleServer, type ServerBundle } from './server-bundle.ts';

const run = promisify(execFile);
const page = readFileSync('docs/editors.md', 'utf8');

/** The first block of settings in a language. */
function settings(language: string): string {
  const [, text = ''] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page) ?? [];
  expect(text).not.toBe('');
  return text;
}

/** Undefined where it is installed, else what is missing. */
function missing(command: string, ...args: string[]): string | undefined {
  const { error, status } = spawnSync(command, args, { stdio: 'ignore' });
  return error === undefined && status === 0 ? undefined : `'${[command, ...args].join(' ')}' does not run here`;
}

interface Editor {
  readonly name: string;
  /** Of its settings in the page. */
  readonly language: string;
  readonly lacking: string | undefined;
}

/** The conversation of an editor, or what can be said of its settings without it. */
function testEditor({ name, language, lacking }: Editor, converse: () => Promise<void>): void {
  if (lacking === undefined) return test(name, converse);
  console.info(`${name} was not started: ${lacking}.`);
  test(`the settings of ${name}, which is not installed here, name the server and its settings`, () => {
    const text = settings(language);
    expect(text).toMatch(/['"]bridgehead['"],? ['"]lsp['"],? ['"]--stdio['"]/);
    const named = [...(/inlayHints\W+([^})]*)/.exec(text)?.[1] ?? '').matchAll(/(\w+)(?: =)? (?:true|t\b)/g)];
    expect(named.map(([, hint]) => `bridgehead.inlayHints.${hint ?? ''}`).sort()).toEqual(hintSettings());
  });
}

function hintSettings(): readonly string[] {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const all = [contributes.configuration].flat().flatMap(({ properties }) => Object.keys(properties));
  return all.filter((name) => name.startsWith('bridgehead.inlayHints.')).sort();
}

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: object } };
}

const folder = mkdtempSync(join(tmpdir(), 'bridgehead-editors-'));
let bundle: ServerBundle;

/** A command called `bridgehead`, and a topology with one mistake that includes another file. */
beforeAll(async () => {
  bundle = await bundleServer();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'bridgehead'), `#!/bin/sh\nexec '${process.execPath}' '${bundle.commandLine}' "$@"\n`);
  chmodSync(join(bin, 'bridgehead'), 0o755);
  writeFileSync(join(folder, 'london.topo'), 'routing group London { server LON { } }\n');
  writeFileSync(
    join(folder, 'main.topo'),
    [
      'include "london.topo"',
      'routing group Seattle {',
      '  server SEA { }',
      '  routing group connector "To London" to London { bridgehead SEA; target LON }',
      '  routing group connector Wrong to London { bridgehead SEE; target LON }',
      '}',
      '',
    ].join('\n'),
  );
});
afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What the editor writes as JSON in the end. */
async function answerOf(command: string, args: readonly string[]): Promise<unknown> {
  const answer = join(folder, `${command}.json`);
  const path = [join(folder, 'bin'), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH: path, HOME: folder, XDG_CONFIG_HOME: folder, ANSWER: answer };
  await run(command, args, { cwd: folder, env, timeout: 50_000 });
  return JSON.parse(readFileSync(answer, 'utf8'));
}

const wanted = {
  diagnostics: [expect.stringContaining("No server is called 'SEE'") as string],
  hover: expect.stringContaining('In routing group **London**') as string,
  completions: expect.arrayContaining(['SEA']) as string[],
  // Costs are turned off in the settings.
  hints: ['/Default SMTP Virtual Server', '/Default SMTP Virtual Server', '/Default SMTP Virtual Server'],
};

const inNeovim = `
-- Older ones have the same under another name, and leave it to others to send the settings.
vim.lsp.start = vim.lsp.start or function(config)
  config.on_init = function(client)
    client.notify('workspace/didChangeConfiguration', { settings = config.settings })
  end
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end
dofile(vim.env.SETTINGS)
vim.cmd('edit main.topo')
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local function ask(method, line, character)
  local params = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 20000) or {}) do return answer.result end
end
local labels = {}
for _, item in ipairs(ask('textDocument/completion', 3, 61).items) do table.insert(labels, item.label) end
local messages = {}
for _, one in ipairs(vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })) do table.insert(messages, one.message) end
local hints = {}
local all = { start = { line = 0, character = 0 }, ['end'] = { line = 99, character = 0 } }
local asked = { textDocument = vim.lsp.util.make_text_document_params(), range = all }
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/inlayHint', asked, 20000)) do
  for _, hint in ipairs(answer.result) do table.insert(hints, hint.label) end
end
local answer = { hints = hints, diagnostics = messages, hover = ask('textDocument/hover', 3, 74).contents.value, completions = labels }
vim.fn.writefile({ vim.fn.json_encode(answer) }, vim.env.ANSWER)
vim.cmd('qall!')
`;

testEditor({ name: 'Neovim', language: 'lua', lacking: missing('nvim', '--version') }, async () => {
  const [init, script] = [join(folder, 'settings.lua'), join(folder, 'script.lua')];
  writeFileSync(init, settings('lua').replace('costs = true', 'costs = false'));
  writeFileSync(script, inNeovim.replaceAll('vim.env.SETTINGS', `'${init}'`));
  const args = ['--headless', '--clean', '--cmd', 'let g:do_filetype_lua = 1', '-c', `luafile ${script}`];
  expect(await answerOf('nvim', args)).toEqual(wanted);
});

const inEmacs = `
(require 'eglot)
(require 'json)
(load (expand-file-name "settings.el") nil t)
(remove-hook 'topo-mode-hook #'eglot-ensure) ; It waits for a command, and in a batch there is none.
(find-file "main.topo")
(apply #'eglot (eglot--guess-contact))
(flymake-start)
(with-timeout (20) (while (null (flymake-diagnostics)) (accept-process-output nil 0.05)))
(defun ask (method line character)
  (jsonrpc-request (eglot-current-server) method
    (list :textDocument (eglot--TextDocumentIdentifier) :position (list :line line :character character))))
(let* ((errors (seq-filter (lambda (one) (string-match-p "error" (format "%s" (flymake-diagnostic-type one)))) (flymake-diagnostics)))
       (hover (plist-get (plist-get (ask :textDocument/hover 3 74) :contents) :value))
       (items (plist-get (ask :textDocument/completion 3 61) :items))
       (hints (jsonrpc-request (eglot-current-server) :textDocument/inlayHint
                (list :textDocument (eglot--TextDocumentIdentifier)
                      :range '(:start (:line 0 :character 0) :end (:line 99 :character 0)))))
       (answer (list :hints (vconcat (mapcar (lambda (hint) (plist-get hint :label)) hints))
                     :diagnostics (vconcat (mapcar #'flymake-diagnostic-text errors))
                     :hover hover
                     :completions (vconcat (mapcar (lambda (item) (plist-get item :label)) items)))))
  (with-temp-file (getenv "ANSWER") (insert (json-encode answer))))
(kill-emacs 0)
`;

const eglot = missing('emacs', '--batch', '--eval', "(progn (package-initialize) (require 'eglot))");

testEditor({ name: 'Emacs', language: 'elisp', lacking: eglot }, async () => {
  writeFileSync(join(folder, 'settings.el'), settings('elisp').replace(':costs t', ':costs :json-false'));
  const script = join(folder, 'script.el');
  writeFileSync(script, inEmacs);
  expect(await answerOf('emacs', ['--batch', '--eval', '(package-initialize)', '-l', script])).toEqual(wanted);
});
