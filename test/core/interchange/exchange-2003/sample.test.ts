// The samples of ldifde and csvde: constructed, as no dump of a real organization is public.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imported, file, withoutHead } from './importing.ts';

const folder = join(import.meta.dirname, '../../../fixtures/interchange/exchange-2003');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('the samples', () => {
  it('give the topology that was written by hand', async () => {
    const { text } = await imported(file('one-group.ldf', read('one-group.ldf')));
    expect(withoutHead(text)).toBe(read('one-group.topo'));
    expect(text).toMatchInlineSnapshot(`
      "# Imported from Exchange 2003: 10 objects.
      # 24 imported, 1 missing; the report tells each.
      organization Tailspin {
        domain tailspin.example, mail.tailspin.example
        limit size 30MB
        limit recipients 5000
      }

      administrative group "First Administrative Group" {
        routing group "First Routing Group" {
          master TAZMANIA
          server TAZMANIA {
            virtual server "Default SMTP Virtual Server" on all unassigned { fqdn tazmania.tailspin.example }
            virtual server SMTP-TAZMANIA on 192.168.1.11 { fqdn tazmania.tailspin.example; limit size 10MB }
          }
          smtp connector "Internet Mail SMTP Connector (TAZMANIA)" { bridgehead TAZMANIA/SMTP-TAZMANIA; address space * cost 1; deliver through smart host [192.0.2.25]; limit size 20MB }
        }
      }
      "
    `);
  });

  it('read the same of csvde as of ldifde', async () => {
    const entries = read('one-group.ldf').split(/\r?\n\r?\n/);
    const others = entries.filter((entry) => !entry.includes('msExchRoutingSMTPConnector'));
    expect(others.length).toBe(entries.length - 1);
    const { text } = await imported(file('rest.ldf', others.join('\n\n')), file('c.csv', read('connectors.csv')));
    expect(withoutHead(text)).toBe(read('one-group.topo'));
  });

  it('tells what became of each value', async () => {
    const { report } = await imported(file('one-group.ldf', read('one-group.ldf')));
    expect(report).toMatchInlineSnapshot(`
      {
        "counts": {
          "comment": 0,
          "cut": 0,
          "default": 22,
          "differs": 0,
          "dropped": 0,
          "duplicate": 0,
          "ignored": 95,
          "imported": 24,
          "missing": 1,
          "unknown": 0,
        },
        "entries": [
          {
            "class": "missing",
            "kind": "Mailbox",
            "object": "mailboxes",
            "text": "No mailbox is in the export, so no server has recipients; write \`mailbox *@…\` where they are.",
          },
        ],
        "ignored": {
          "adminDisplayName": 1,
          "cn": 3,
          "distinguishedName": 10,
          "gatewayProxy": 1,
          "legacyExchangeDN": 2,
          "msExchAccessSSLFlags": 2,
          "msExchAuthenticationFlags": 2,
          "msExchIncomingConnectionTimeout": 2,
          "msExchLogType": 2,
          "msExchMaxIncomingConnections": 2,
          "msExchMixedMode": 1,
          "msExchNTAuthenticationProviders": 2,
          "msExchPolicyOrder": 1,
          "msExchSmtpDoMasquerade": 2,
          "msExchSmtpInboundCommandSupportOptions": 2,
          "msExchSmtpMaxSessionSize": 2,
          "msExchSmtpOutboundSecurityFlag": 2,
          "msExchSmtpOutgoingConnectionTimeout": 2,
          "name": 10,
          "networkAddress": 2,
          "objectClass": 30,
          "objectGUID": 10,
          "purportedSearch": 1,
          "serialNumber": 1,
        },
        "names": [],
        "sources": [
          {
            "encoding": "UTF-8",
            "kind": "LDIF",
            "path": "one-group.ldf",
            "records": 10,
          },
        ],
        "standing": [
          "Queues, link state, registry switches, addresses of network cards and whether services run are not in the directory.",
        ],
        "unknown": {},
      }
    `);
  });
});
