// What a message says becomes of mail is so, and what it advises changes that: each fixture has a test of the one, which
// fails once the advice is followed, and then the other holds.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applied, diagnosticsOf, filesOf, type Files } from './fixture.ts';

interface Followed {
  readonly code: string;
  /** The title of a quick fix, or an edit. */
  readonly follow: string | readonly [from: string, to: string];
  /** What the fixture's test expects before. */
  readonly was: string;
  readonly is: string;
}

const rows: readonly Followed[] = [
  {
    code: 'isolated-site',
    follow: 'Add Tokyo to site link SEA-LON',
    was: 'expect queue "Unreachable Domain" on SEA-MBX01',
    is: 'expect sites Seattle, Tokyo',
  },
  { code: 'empty-hub', follow: "Remove 'hub'", was: 'expect queue Chicago on SEA-MBX01', is: 'expect delivered' },
  {
    code: 'idle-hub',
    follow: ['{ cost 15 }', '{ cost 15; exchange cost 25 }'],
    was: 'expect sites Seattle, London',
    is: 'expect sites Seattle, Hub, London',
  },
  { code: 'undercut-link', follow: "Remove 'limit size'", was: 'expect undeliverable 5.3.4', is: 'expect delivered' },
  {
    code: 'no-source',
    follow: 'Make SEA-MBX01 its source server',
    was: 'expect queue "Unreachable Domain"',
    is: 'expect via Internet',
  },
  { code: 'scoped-space', follow: "Remove 'scope site'", was: 'expect undeliverable 5.1.2', is: 'expect via Fax' },
  {
    code: 'outbid-connector',
    follow: [
      'SEA-MBX01; address space * cost 1; deliver through smart host relay1.example.net',
      'SEA-MBX01; address space * cost 1; deliver through smart host relay1.example.net, relay2.example.net',
    ],
    was: 'expect queue relay1.example.net on SEA-MBX01',
    is: 'expect via Internet',
  },
  {
    code: 'outbid-connector.far',
    follow: ['cost 20', 'cost 10'],
    was: 'expect via Internet',
    is: 'expect via "London Internet"',
  },
  {
    code: 'serverless-site',
    follow: ['site Denver { }', 'site Denver {\n  server DEN-MBX01 { }\n}'],
    was: 'expect sites Seattle',
    is: 'expect sites Seattle, Denver',
  },
  {
    code: 'remote-without-connector',
    follow: [
      'send connector Internet',
      'send connector Cloud { source SEA-MBX01; address space contoso.mail.onmicrosoft.com }\nsend connector Internet',
    ],
    was: 'expect via Internet',
    is: 'expect via Cloud',
  },
  {
    code: 'anonymous-relay',
    follow: "Remove 'relay anyone'",
    was: 'expect delivered',
    is: 'expect undeliverable 5.7.54',
  },
  {
    code: 'open-relay-domain',
    follow: ['internal relay domain *', 'internal relay domain fabrikam.com'],
    was: 'expect delivered',
    is: 'expect undeliverable 5.7.54',
  },
  {
    code: 'pointless-limit',
    follow: ['domain contoso.com }', 'domain contoso.com; limit send size 50MB }'],
    was: 'expect undeliverable 5.2.3',
    is: 'expect delivered',
  },
  {
    code: 'relay-domain-loop',
    follow: ['address space adatum.com;', 'address space adatum.com, fabrikam.com;'],
    was: 'expect undeliverable 5.4.6',
    is: 'expect via Adatum',
  },
  {
    code: 'no-catch-all.sites',
    follow: ['*@contoso.com }', '*@contoso.com }\n  edge server SEA-EDGE01 { }'],
    was: 'expect queue "Unreachable Domain" on SEA-MBX01',
    is: 'expect via "EdgeSync - Seattle to Internet"',
  },
];

test.each(rows)('$code: $follow', ({ code, follow, was, is }) => {
  const files = filesOf(readFileSync(`test/fixtures/diagnostics/${code}.topo`, 'utf8'));
  expect(failures(files)).toEqual([]);
  const after = typeof follow === 'string' ? withFixes(files, follow) : replaced(files, ...follow);
  expect(failures(after), 'what was said holds no longer').not.toEqual([]);
  expect(failures(replaced(after, was, is)), 'what was promised does').toEqual([]);
});

function failures(files: Files): readonly string[] {
  return diagnosticsOf(files)
    .diagnostics.filter(({ code }) => code === 'failed-expectation' || code === 'syntax')
    .map(({ message }) => message);
}

function withFixes(files: Files, title: string): Files {
  const { project, diagnostics } = diagnosticsOf(files);
  const fixes = diagnostics.flatMap((diagnostic) => diagnostic.fixes.filter((fix) => fix.title === title));
  expect(fixes, title).not.toEqual([]);
  return new Map(project.files.map(({ file, tree }) => [file, applied(tree, fixes, file)]));
}

function replaced(files: Files, from: string, to: string): Files {
  const after = new Map([...files].map(([name, text]) => [name, text.replace(from, to)]));
  expect([...after]).not.toEqual([...files]);
  return after;
}
