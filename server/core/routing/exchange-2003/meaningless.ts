// Diagnostics that say nothing under these rules.

/** Codes of what is about sites, site links, DAGs, Send and Receive connectors. */
export const meaningless: ReadonlySet<string> = new Set([]);
