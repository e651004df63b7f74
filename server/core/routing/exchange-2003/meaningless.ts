// Diagnostics that say nothing under these rules.

/** Codes of what is about sites, site links, DAGs, Send and Receive connectors. */
export const meaningless: ReadonlySet<string> = new Set([
  'anonymous-relay',
  'copy-outside-dag',
  'default-fqdn',
  'empty-hub',
  'foreign-dag-member',
  'front-end-port',
  'idle-hub',
  'isolated-site',
  'link-cost-out-of-range',
  'mixed-sources',
  'no-source',
  'outbid-connector',
  'overlapping-ranges',
  'pointless-limit',
  'relay-domain-loop',
  'remote-without-connector',
  'scattered-sources',
  'scoped-space',
  'serverless-site',
  'short-site-link',
  'single-expansion-server',
  'twin-connectors',
  'undercut-link',
]);
