// Distinguished names as RFC 4514 has them.

import { describe, expect, it } from 'vitest';
import { entryBelow, isDeleted, organizationOf, ownName, parentOf, parseDn } from '#core/interchange/read/dn';

const names = (text: string) => parseDn(text)?.rdns.map(({ type, value }) => `${type}|${value}`);
const key = (text: string) => parseDn(text)?.key;

describe('a name', () => {
  it.each([
    ['CN=a,DC=b', ['CN|a', 'DC|b']],
    ['cn = a , dc= b ', ['CN|a', 'DC|b']],
    ['CN=a\\,b\\+c\\"d\\\\e,DC=x', ['CN|a,b+c"d\\e', 'DC|x']],
    ['CN=Z\\C3\\BCrich,DC=x', ['CN|Zürich', 'DC|x']],
    ['CN="a,b",DC=x', ['CN|a,b', 'DC|x']],
    ['B:4:0102:CN=a,DC=x', ['CN|a', 'DC|x']],
    ['CN=\\ a\\ ,DC=x', ['CN| a ', 'DC|x']],
    ['CN=,DC=x', ['CN|', 'DC|x']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each(['', 'a', 'CN', '=a', 'CN=a,b', 'CN="a', 'CN=a\\', 'CN=x,'.repeat(101)])('is not %j', (text) => {
    expect(parseDn(text)).toBeUndefined();
  });

  it('is the same however it is written', () => {
    expect(key('cn=LON\\2CEX1, dc=Example')).toBe(key('CN=lon\\,ex1,DC=example'));
    expect(key('CN=a,DC=b')).not.toBe(key('CN=a\\,DC=b'));
  });
});

describe('where an entry stands', () => {
  const dn = parseDn(
    'CN=1,CN=SMTP,CN=Protocols,CN=EX1,CN=Servers,CN=AG,CN=Administrative Groups,CN=Org,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=x',
  );

  it('is told by its name', () => {
    if (dn === undefined) throw new Error('no name');
    expect(ownName(dn)).toBe('1');
    expect(parentOf(dn)?.rdns[0]?.value).toBe('SMTP');
    expect(entryBelow(dn, 'servers')?.rdns[0]?.value).toBe('EX1');
    expect(entryBelow(dn, 'Routing Groups')).toBeUndefined();
    expect(organizationOf(dn)).toBe('Org');
    expect(isDeleted(dn)).toBe(false);
  });

  it('and that it was deleted too', () => {
    const deleted = parseDn('CN=EX1\\0ADEL:3e0c6ec5-0000,CN=Deleted Objects,DC=x');
    expect(deleted && isDeleted(deleted)).toBe(true);
  });
});
