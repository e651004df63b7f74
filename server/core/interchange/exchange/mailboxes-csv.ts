// Which mailbox is where, as `Get-Mailbox | Select-Object PrimarySmtpAddress, ServerName, Database | Export-Csv` writes it.

import { headOf, limits } from '../limits.ts';
import type { ExportFormat } from '../part.ts';
import { firstRow, readCsv } from '../read/csv.ts';
import { UnreadableFile, type Property } from '../record.ts';

const separators = [',', ';', '\t'];
/** Where a mailbox is. */
const placeColumns = ['servername', 'database'];

/** What Windows PowerShell writes above the names of columns, unless it is told not to. */
const typeLine = /^#TYPE [^\r\n]*\r?\n/;

/** A table of mailboxes; the separator depends on the culture of whoever exported it. */
export const mailboxesCsv: ExportFormat = {
  name: 'CSV of mailboxes',
  recognises: (head) => separatorOf(head) !== undefined,
  async read(file, { record }) {
    let names: readonly string[] | undefined;
    let count = 0;
    const row = (cells: readonly string[], line: number): void => {
      if (cells[0]?.startsWith('#TYPE ') === true) return;
      if (names === undefined) {
        names = cells.map((name) => name.trim());
        return;
      }
      if (cells.length > names.length) {
        throw new UnreadableFile('A row has more values than there are columns.', file.path, line);
      }
      if (++count > limits.records) throw new UnreadableFile('There are more than 500,000 rows.', file.path, line);
      const properties = new Map<string, Property>();
      for (const [at, name] of names.entries()) {
        properties.set(name.toLowerCase(), { name, values: [cells[at] ?? ''], line });
      }
      const address = properties.get('primarysmtpaddress')?.values[0] ?? '';
      record({ kind: 'Mailbox', name: address, file: file.path, line, properties });
    };
    await readCsv(file, row, separatorOf(await headOf(file)));
  },
};

function separatorOf(head: string): string | undefined {
  const text = head.replace(typeLine, '');
  return separators.find((separator) => {
    const names = firstRow(text, separator)?.map((name) => name.trim().toLowerCase());
    return names?.includes('primarysmtpaddress') === true && placeColumns.some((column) => names.includes(column));
  });
}
