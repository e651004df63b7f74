import { describe, expect, it } from 'vitest';
import * as networks from '#core/syntax/ip-network';
import * as scheduleValues from '#core/syntax/schedule-values';
import * as plainValues from '#core/syntax/values';

const values = { ...plainValues, ...scheduleValues, ...networks };

const good = [
  ['parseSize', '512KB', 524288],
  ['parseSize', '10MB', 10485760],
  ['parseSize', '1GB', 1073741824],
  ['parseDuration', '250ms', 0.25],
  ['parseDuration', '1h30m', 5400],
  ['parseDuration', '2d', 172800],
  ['parseRate', '50/s', 50],
  ['parseRate', '120/m', 2],
  ['parseBandwidth', '64kbps', 64000],
  ['parseBandwidth', '2Mbps', 2000000],
  ['parseTimeOfWeek', '"Mon 00:00"', 0],
  ['parseTimeOfWeek', 'Sun 23:59', 604740],
  ['parseIpAddress', '[2001:DB8:0::1]', '2001:db8::1'],
  ['parseIpAddress', '10.1.0.10', '10.1.0.10'],
  ['parseNetwork', '192.168.1.0/24', { address: '192.168.1.0', prefixLength: 24 }],
  ['parseNetwork', '10.0.0.5', { address: '10.0.0.5', prefixLength: 32 }],
  ['parseNetwork', '[2001:DB8:0::]/32', { address: '2001:db8::', prefixLength: 32 }],
  ['parseNetwork', '0.0.0.0/0', { address: '0.0.0.0', prefixLength: 0 }],
  ['parseDomain', 'uk.contoso.com', 'uk.contoso.com'],
  ['parseName', '"a \\"b\\" \\\\ \\c"', 'a "b" \\ \\c'],
] as const;

const bad = [
  ['parseSize', '10mb', '10MB'],
  ['parseSize', '10', undefined],
  ['parseSize', '99999999999GB', undefined],
  ['parseDuration', '10 min', undefined],
  ['parseDuration', '10min', '10m'],
  ['parseRate', '50', undefined],
  ['parseTimeOfWeek', 'Mon 24:00', undefined],
  ['parseTimeOfWeek', 'Monday', undefined],
  ['parseIpAddress', '10.1.0.300', undefined],
  ['parseIpAddress', '010.1.0.1', undefined],
  ['parseIpAddress', 'fe80::1', '[fe80::1]'],
  ['parseNetwork', '10.0.0.0/33', undefined],
  ['parseNetwork', '10.0.0.300/24', undefined],
  ['parseNetwork', '[10.0.0.300]/24', undefined],
  ['parseNetwork', 'x/24', undefined],
  ['parseNetwork', '10.0.0.0/8x', undefined],
  ['parseNetwork', '192.168.1.5/24', '192.168.1.0/24'],
  ['parseNetwork', '192.168.1.5/255.255.255.0', '192.168.1.0/24'],
  ['parseNetwork', '2001:db8::1/32', '[2001:db8::]/32'],
  ['parseNetwork', '[2001:db8::1/32]', '[2001:db8::]/32'],
  ['parseNetwork', '[2001:db8::]/129', undefined],
  ['parseDomain', 'contoso..com', undefined],
  ['parseDomain', '-contoso.com', undefined],
  ['parseAddress', 'a*@contoso.com', undefined],
  ['parseAddress', 'contoso.com', undefined],
  ['parseName', '""', undefined],
] as const;

describe('the values of the language', () => {
  it.each(good)('%s reads %s', (parse, text, value) => {
    expect(values[parse](text)).toEqual({ ok: true, value });
  });

  it.each(bad)('%s does not take %s', (parse, text, mend) => {
    const parsed = values[parse](text);
    if (parsed.ok) expect.fail(`it took ${text}`);
    expect(parsed.error).toMatch(/^[^.].*\.$/);
    expect(parsed.mend).toBe(mend);
  });
});
