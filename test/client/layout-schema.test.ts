// VS Code checks layout files by the schema, Bridgehead by its own reader: what is fine for one is fine for the other.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layoutFileOf, readLayout } from '#core/graph/layout-file';
import { foreignSystemId, hostId, internetId, routingGroupId, siteId } from '#core/model/element';

interface Schema {
  readonly required: readonly string[];
  readonly properties: {
    readonly format: { readonly const: number };
    readonly places: {
      readonly propertyNames: { readonly pattern: string };
      readonly additionalProperties: { readonly required: readonly string[] };
    };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: { readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[] };
};
const [validation] = manifest.contributes.jsonValidation;
const schema = JSON.parse(readFileSync(validation?.url ?? '', 'utf8')) as Schema;

test('is contributed for the files that Bridgehead writes', () => {
  expect(layoutFileOf('mail.topo').endsWith(validation?.fileMatch.replace('*', '') ?? '?')).toBe(true);
});

test('takes what everything that can be moved is called', () => {
  const pattern = new RegExp(schema.properties.places.propertyNames.pattern, 'u');
  const ids = [internetId, routingGroupId('New York'), siteId('A'), hostId('[192.0.2.1]'), foreignSystemId('Fax "1"')];
  expect(ids.filter((id) => !pattern.test(id))).toEqual([]);
  expect(pattern.test('server LON-EX01')).toBe(false);
});

test('asks for what the reader asks for', () => {
  const places = schema.properties.places.additionalProperties.required;
  const file = { format: schema.properties.format.const, places: { internet: { x: 1, y: 2 } } };
  expect(readLayout(JSON.stringify(file)).ok).toBe(true);
  for (const key of schema.required) expect(readLayout(JSON.stringify({ ...file, [key]: undefined })).ok).toBe(false);
  for (const key of places) {
    const place = { internet: { x: 1, y: 2, [key]: undefined } };
    expect(readLayout(JSON.stringify({ ...file, places: place })).ok).toBe(false);
  }
});
