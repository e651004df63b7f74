// A checklist: a sheet for each dialog of Exchange System Manager, an item for each field that is filled in.

import type { Place } from '#core/model/topology';

export interface Sheet {
  /** What it is about, as `SMTP connector Internet`: one object has one title. */
  readonly title: string;
  /** Where it is opened. */
  readonly where: string;
  readonly place: Place | undefined;
  readonly items: readonly Item[];
}

export interface Item {
  /** The tab and the field; a sheet has each once. */
  readonly field: string;
  readonly value: string;
  /** What the dialog says before anybody fills it in. */
  readonly isDefault: boolean;
}

/** A field of a dialog. */
export function item(field: string, value: string, isDefault = false): Item {
  return { field, value, isDefault };
}

/** A field with something to fill in, or none. */
export function filled(field: string, value: string): readonly Item[] {
  return value === '' ? [] : [item(field, value)];
}

/** An item that is left to do, and the present value where it is known and another. */
export interface OpenItem extends Item {
  readonly now: string | undefined;
}

export interface OpenSheet extends Omit<Sheet, 'items'> {
  readonly items: readonly OpenItem[];
  /** There is no such object yet, as far as that is known. */
  readonly isNew: boolean;
}

/** What is left to do of the sheets, where the present state is known: what is there already is left out. */
export function openSheets(wanted: readonly Sheet[], present: readonly Sheet[] | undefined): readonly OpenSheet[] {
  const known = new Map(present?.map((sheet) => [sheet.title.toLowerCase(), sheet]));
  return wanted.flatMap((sheet): OpenSheet[] => {
    const before = known.get(sheet.title.toLowerCase());
    const items = before === undefined ? fresh(sheet) : changed(sheet, before);
    return items.length === 0 ? [] : [{ ...sheet, items, isNew: before === undefined }];
  });
}

function fresh({ items }: Sheet): readonly OpenItem[] {
  return items.filter(({ isDefault }) => !isDefault).map((each) => ({ ...each, now: undefined }));
}

/** A field that is filled in now and not in what is wanted is to be emptied. */
function changed(sheet: Sheet, before: Sheet): readonly OpenItem[] {
  const old = new Map(before.items.map(({ field, value }) => [field, value]));
  const fields = new Set(sheet.items.map(({ field }) => field));
  const emptied = before.items.filter(({ field }) => !fields.has(field));
  return [
    ...sheet.items.flatMap((each) => {
      const now = old.get(each.field);
      return now === each.value || (now === undefined && each.isDefault) ? [] : [{ ...each, now: now ?? 'nothing' }];
    }),
    ...emptied.map(({ field, value }) => ({ field, value: 'nothing', isDefault: false, now: value })),
  ];
}

/** What there is and nobody wants. */
export function surplusOf(wanted: readonly Sheet[], present: readonly Sheet[] | undefined): readonly Sheet[] {
  const titles = new Set(wanted.map(({ title }) => title.toLowerCase()));
  return (present ?? []).filter(({ title }) => !titles.has(title.toLowerCase()));
}
