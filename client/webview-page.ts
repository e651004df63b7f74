import { Uri, type Webview } from 'vscode';

export interface PageParts {
  readonly title: string;
  /** In dist/. */
  readonly script: string;
  /** In media/. */
  readonly style: string;
  /** It paints pictures that it has made itself. */
  readonly paints?: true;
}

/** A page of ours: one script and one style sheet, nothing else may load or run. */
export function webviewPage(webview: Webview, extension: Uri, parts: PageParts): string {
  const nonce = crypto.randomUUID();
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', parts.script)).toString();
  const style = webview.asWebviewUri(Uri.joinPath(extension, 'media', parts.style)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}${parts.paints ? '; img-src blob:' : ''}`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${style}" />
    <title>${parts.title}</title>
  </head>
  <body>
    <div id="app"></div>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}

/** What a page may read of the extension. */
export function pageResources(extension: Uri): readonly Uri[] {
  return [Uri.joinPath(extension, 'dist'), Uri.joinPath(extension, 'media')];
}
