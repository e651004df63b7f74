import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementId, elementOf, isKind, readElementId, readElementIds, serverOf } from '#core/model/element';
import { keyOf } from '#core/model/keys';
import type { Element, Reference } from '#core/model/topology';
import { readDown } from '#core/routing/message/test-message';
import { inQuotes } from '#core/syntax/words';
import { id } from '../../element-id.ts';
import { topologyFromText } from '../routing/topology-in-text.ts';
import { expectAlways } from '../../property.ts';

const name = fc.oneof(
  fc.constantFrom('any', 'dns', 'A to B', 'A/B', '"', '\\', 'server X', 'a\tb', 'Zu\u0308rich', '[10.0.0.1]'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((text) => !/[\r\n\0\ufffd]/.test(text)),
);
const named = name.map((text): Reference => ({ key: keyOf(text), name: text, place: undefined }));
const element: fc.Arbitrary<Element> = fc.oneof(
  named.map((server) => ({ kind: 'server' as const, server })),
  fc.tuple(named, named).map(([server, virtualServer]) => {
    return { kind: 'virtual server' as const, reference: { server, virtualServer, place: undefined } };
  }),
  named.map((connector) => ({ kind: 'connector' as const, connector })),
  named.map((group) => ({ kind: 'routing group' as const, group })),
  named.map((group) => ({ kind: 'site' as const, group })),
  named.map((database) => ({ kind: 'database' as const, database })),
  fc.tuple(named, named).map(([from, to]) => ({ kind: 'line' as const, from, to })),
  name.map((host) => ({ kind: 'host' as const, host })),
  fc.constant({ kind: 'dns' as const }),
);

describe('the id of an element', () => {
  test('names that element and no other', () => {
    expectAlways(
      fc.property(element, (one) => {
        expect(elementOf(elementId(one))).toEqual(one);
        expect(readElementId(elementId(one))).toBe(elementId(one));
      }),
    );
  });

  test('is what the language means by it, so that it can stand in a test', () => {
    expectAlways(
      fc.property(element, (one) => {
        const down = readDown([elementId(one)], declaring(one));
        expect(down.ok && down.value.map(elementId)).toEqual([elementId(one)]);
      }),
    );
  });

  test.each([
    ['virtual server "SEA 1"/Default', 'virtual server', 'server "SEA 1"'],
    ['virtual server "A/B"/"C/D"', 'virtual server', 'server "A/B"'],
    ['server "SEA 1"', 'server', undefined],
    ['routing group London', 'routing group', undefined],
    ['line "A to B" to C', 'line', undefined],
    ['host [10.0.0.1]', 'host', undefined],
    ['dns', 'dns', undefined],
  ] as const)('%s tells its kind and its server', (text, kind, server) => {
    const read = readElementId(text);
    expect(read && [isKind(read, kind), serverOf(read)]).toEqual([true, server && readElementId(server)]);
  });
});

describe('a text from outside', () => {
  test.each([null, 7, '', 'A', 'server', 'server ', 'server A B', 'virtual server A', 'line A', 'toaster A', 'dns x'])(
    '%j is no id',
    (text) => {
      expect(readElementId(text)).toBeUndefined();
    },
  );

  test('as an older version wrote it is the id of today', () => {
    expect(readElementId('server "LON-EX01"')).toBe(id('server LON-EX01'));
    expect(readElementIds(['server "LON-EX01"', 'nonsense', 1, 'dns'])).toEqual([id('server LON-EX01'), id('dns')]);
    expect(readElementIds('server A')).toEqual([]);
  });
});

/** A topology in which the element is declared. */
function declaring(one: Element) {
  const group = (of: Reference, inside = '') => `routing group ${inQuotes(of.name)} { ${inside} }\n`;
  switch (one.kind) {
    case 'server':
      return topologyFromText(`routing group G { server ${inQuotes(one.server.name)} { } }`);
    case 'virtual server': {
      const { server, virtualServer } = one.reference;
      const inside = `virtual server ${inQuotes(virtualServer?.name ?? '')} on all unassigned`;
      return topologyFromText(`routing group G { server ${inQuotes(server.name)} { ${inside} } }`);
    }
    case 'connector':
      return topologyFromText(`routing group G { smtp connector ${inQuotes(one.connector.name)} { } }`);
    case 'site':
      return topologyFromText(`site ${inQuotes(one.group.name)} { }`);
    case 'database':
      return topologyFromText(`site S { server A { database ${inQuotes(one.database.name)} { } } }`);
    case 'routing group':
      return topologyFromText(group(one.group));
    case 'line':
      return topologyFromText(one.from.key === one.to.key ? group(one.from) : group(one.from) + group(one.to));
    case 'host':
    case 'dns':
      return topologyFromText('');
  }
}
